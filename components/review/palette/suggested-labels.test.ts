import { expect, it } from "vitest";
import type { LabelSuggestion } from "#lib/exemplars/exemplars.ts";
import { suggestedLabels } from "./suggested-labels.ts";

const row = (labelId?: string, score = 0.5, source: LabelSuggestion["source"] = "prototype") => ({
  suggestion: labelId ? { labelId, score, source } : null,
});

it.each([
  ["nothing", [], []],
  ["rows without a suggestion", [row(), row()], []],
  ["one row", [row(), row("a", 0.7)], [["a", 1, 0.7]]],
  [
    "many rows, the most often suggested first",
    [row("a", 0.9), row("b", 0.2), row("b", 0.4), row("b", 0.3)],
    [
      ["b", 3, 0.4],
      ["a", 1, 0.9],
    ],
  ],
  [
    "as often, the surest first",
    [row("a", 0.2), row("b", 0.8, "judge")],
    [
      ["b", 1, 0.8],
      ["a", 1, 0.2],
    ],
  ],
])("%s", (_, rows, expected) => {
  expect(suggestedLabels(rows).map(({ labelId, count, best }) => [labelId, count, best.score])).toEqual(
    expected,
  );
});
