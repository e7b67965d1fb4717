import { expect, it } from "vitest";
import { markedParts } from "./marked-parts.ts";

it.each([
  ["no mark", "ab", [], [["ab", null]]],
  ["nothing", "", [], []],
  [
    "between text",
    "a X b",
    [{ slot: "x", from: 2, to: 3 }],
    [
      ["a ", null],
      ["X", "x"],
      [" b", null],
    ],
  ],
  [
    "side by side, at the ends",
    "XY",
    [
      { slot: "x", from: 0, to: 1 },
      { slot: "y", from: 1, to: 2 },
    ],
    [
      ["X", "x"],
      ["Y", "y"],
    ],
  ],
  [
    "an empty value",
    "ab",
    [{ slot: "x", from: 1, to: 1 }],
    [
      ["a", null],
      ["b", null],
    ],
  ],
])("%s", (_, text, marks, expected) => {
  const parts = markedParts(text, marks);
  expect(parts.map((part) => [part.text, part.slot])).toEqual(expected);
  expect(new Set(parts.map(({ from }) => from)).size).toBe(parts.length);
});
