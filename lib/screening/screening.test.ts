import { describe, expect, test } from "vitest";
import { type DetectorScore, defaultThresholds, judge } from "#lib/screening/screening.ts";

function score(
  detector: DetectorScore["detector"],
  against: DetectorScore["against"],
  value: number,
): DetectorScore {
  return { detector, against, score: value, matchId: `${against}-row` };
}

describe("judge", () => {
  test.each([
    [score("exact", "test", 1), "exact-leak", 1],
    [score("word-edit", "test", 0.5), "near-leak", 0.5],
    [score("character-grams", "test", 0.75), "near-leak", 0.75],
    [score("cosine", "test", 0.85), "semantic-leak", 0.85],
    [score("exact", "support", 1), "support-copy", 1],
    [score("cosine", "support", 0.9), "support-copy", 0.85],
    [score("word-edit", "exemplar", 0.9), "duplicate", 0.5],
    [score("cosine", "exemplar", 1), "duplicate", 0.85],
  ])("%j is a finding", (given, kind, threshold) => {
    expect(judge([given], defaultThresholds)).toEqual([{ kind, threshold, ...given }]);
  });

  test.each([
    score("word-edit", "test", 0.49),
    score("character-grams", "test", 0.74),
    score("cosine", "test", 0.849),
    score("cosine", "test", Number.NaN),
  ])("%j is none", (given) => {
    expect(judge([given], defaultThresholds)).toEqual([]);
  });

  test("other thresholds judge the same scores otherwise", () => {
    const scores = [score("cosine", "test", 0.7), score("character-grams", "test", 0.7)];
    expect(
      judge(scores, { cosine: 0.7, characterGrams: 0.71, wordEdit: 1 }).map((each) => each.kind),
    ).toEqual(["semantic-leak"]);
  });

  test("one finding a detector and kind of text, the strongest first", () => {
    const scores = [
      score("cosine", "test", 0.9),
      score("cosine", "test", 0.95),
      score("cosine", "exemplar", 0.99),
      score("exact", "support", 1),
    ];
    expect(judge(scores, defaultThresholds).map((each) => [each.kind, each.score])).toEqual([
      ["support-copy", 1],
      ["duplicate", 0.99],
      ["semantic-leak", 0.95],
    ]);
  });
});
