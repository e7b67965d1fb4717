import { expect, it } from "vitest";
import { isCut, missingCharacters } from "./cut-text.ts";

it.each([
  ["short", "refund", 6, 0],
  ["as long as the grid gets", "a".repeat(300), 300, 0],
  ["cut off", "a".repeat(300), 10_000, 9_700],
  ["emoji, cut off, of more units than characters", "👍".repeat(300), 400, 100],
  ["emoji, whole", "👍".repeat(300), 300, 0],
  ["edited here and whole", "a".repeat(2_000), 2_000, 0],
])("%s", (_, text, textLength, missing) => {
  expect(isCut({ text, textLength })).toBe(missing > 0);
  expect(missingCharacters({ text, textLength })).toBe(missing);
});
