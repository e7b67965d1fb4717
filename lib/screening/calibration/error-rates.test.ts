import { describe, expect, it } from "vitest";
import { plantedKinds } from "#lib/core/planted/planted-leaks.ts";
import { defaultThresholds } from "../screening.ts";
import { type CalibrationResult, measures, noScores, type Scores } from "./calibration.ts";
import {
  closenessByLabel,
  falseAlarms,
  leaksOf,
  plantedSteps,
  reachOf,
  recallOf,
  thresholdForRate,
  thresholdsForRate,
} from "./error-rates.ts";

/** Rows with these steps; what is not given is 0. */
function rows(...given: Partial<Record<keyof Scores, number>>[]): Scores {
  const scores = noScores();
  for (const row of given) for (const measure of measures) scores[measure].push(row[measure] ?? 0);
  return scores;
}

const times = (count: number, row: Partial<Record<keyof Scores, number>>) => new Array(count).fill(row);

function result(natural: Scores, planted: Scores = noScores(), labels?: number[]): CalibrationResult {
  const kinds = plantedKinds.map((kind) => [kind, { tried: planted.combined.length, scores: planted }]);
  return {
    seed: 1,
    testRows: 10,
    labelIds: ["a", "b"],
    natural: {
      source: "support",
      rows: natural.combined.length,
      copies: 0,
      scores: natural,
      labels: labels ?? natural.combined.map(() => 0),
    },
    planted: Object.fromEntries(kinds) as CalibrationResult["planted"],
    paraphrased: null,
  };
}

it("reaches as far as its probability, or all the way where another rule flags it", () => {
  const scores = rows(
    { combined: 40 },
    { combined: 40, wordEdit: 499 },
    { combined: 40, wordEdit: 500 },
    { combined: 40, cosine: 850 },
    { combined: 2, exact: 1_000 },
  );
  expect(reachOf(scores, defaultThresholds)).toEqual([40, 40, 1_000, 1_000, 1_000]);
});

it("counts false alarms by all rules together, with their interval", () => {
  const natural = rows(...times(97, { combined: 10 }), { combined: 500 }, { combined: 750 }, { cosine: 900 });
  const found = falseAlarms(result(natural).natural, defaultThresholds);
  expect(found).toMatchObject({ count: 3, of: 100, share: 0.03 });
  expect(falseAlarms(result(noScores()).natural, defaultThresholds)).toBeNull();
});

describe("thresholdForRate", () => {
  const ladder = rows(...Array.from({ length: 100 }, (_, step) => ({ combined: step })));
  const guarded = rows(...times(95, { combined: 50 }), ...times(5, { cosine: 950 }));
  it.each<[string, Scores, number, object]>([
    ["the lowest that flags one of a hundred", ladder, 0.01, { threshold: 99 / 1_000 }],
    ["the lowest that flags ten of a hundred", ladder, 0.1, { threshold: 90 / 1_000 }],
    ["fewer rows than one false alarm needs", ladder, 0.005, { threshold: null, reason: "tooFew" }],
    ["no rows", noScores(), 0.1, { threshold: null, reason: "tooFew" }],
    ["other rules flag more by themselves", guarded, 0.02, { threshold: null, reason: "otherRules" }],
    [
      "too many are as alike as leaks",
      rows(...times(97, {}), ...times(3, { combined: 1_000 })),
      0.02,
      {
        threshold: null,
        reason: "alike",
      },
    ],
    ["other rules use up the rate", guarded, 0.05, { threshold: 51 / 1_000 }],
    ["never below the lowest that can be set", rows(...times(100, {})), 0.01, { threshold: 0.02 }],
  ])("%s", (_, natural, rate, found) =>
    expect(thresholdForRate(result(natural).natural, defaultThresholds, rate)).toEqual(found),
  );
});

it("lets the other rules step back where a rate cannot be had with them", () => {
  const natural = rows(...times(95, { combined: 50 }), ...times(5, { combined: 100, cosine: 950 }));
  const at = (rate: number) => thresholdsForRate(result(natural).natural, defaultThresholds, rate);
  expect(at(0.05)).toEqual({ thresholds: { ...defaultThresholds, leak: 51 / 1_000 } });
  expect(at(0.02)).toEqual({
    thresholds: { ...defaultThresholds, leak: 101 / 1_000, cosine: 1, wordEdit: 1 },
  });
  expect(at(0.001)).toEqual({ thresholds: null, reason: "tooFew" });
});

it("compares each measure alone at the same rate of false alarms with all of them together", () => {
  const natural = rows(
    ...times(98, { combined: 10, overlap: 40, cosine: 60 }),
    { combined: 600, overlap: 100, cosine: 60 },
    { combined: 650, overlap: 140, cosine: 60, template: 1_000 },
  );
  const planted = rows(
    { combined: 750, overlap: 120 },
    { combined: 450, overlap: 60, cosine: 1_000 },
    { combined: 5 },
  );
  const [all, overlap, cosine, template] = recallOf(result(natural, planted), defaultThresholds, [
    "combined",
    "overlap",
    "cosine",
    "template",
  ]);
  // Two of a hundred are flagged by all together.
  expect(all).toMatchObject({ threshold: 0.5, recall: { typo: { count: 2, of: 3 } } });
  expect(overlap).toMatchObject({ threshold: 41 / 1_000, recall: { typo: { count: 2, of: 3 } } });
  expect(cosine).toMatchObject({ threshold: 61 / 1_000, recall: { typo: { count: 1, of: 3 } } });
  expect(template).toMatchObject({ threshold: 1 / 1_000, recall: { typo: { count: 0, of: 3 } } });
});

it("has no threshold for a measure that cannot flag so few", () => {
  const natural = rows(...times(50, { template: 1_000 }), ...times(50, {}));
  const [template] = recallOf(result(natural, rows({ template: 1_000 })), defaultThresholds, ["template"]);
  expect(template).toMatchObject({ threshold: null, recall: { case: null } });
});

it("sorts labels by how close their innocent rows come", () => {
  const natural = rows({ combined: 50 }, { combined: 500 }, { combined: 100 });
  expect(closenessByLabel(result(natural, noScores(), [0, 1, 0]))).toEqual([
    { labelId: "b", rows: 1, median: 0.5, high: 0.5, highest: 0.5 },
    { labelId: "a", rows: 2, median: 0.05, high: 0.1, highest: 0.1 },
  ]);
});

it("counts paraphrases as one more kind, where they were measured", () => {
  const scores = rows({ combined: 900 }, { combined: 100 });
  const paraphrased = { tried: 3, scores, model: "writer", leftOut: [] };
  const measured = { ...result(noScores(), rows({ combined: 900 })), paraphrased };
  expect(leaksOf(measured)).toHaveLength(plantedKinds.length + 1);
  const [all] = recallOf(measured, defaultThresholds, ["combined"]);
  expect(all?.recall.paraphrase).toMatchObject({ count: 1, of: 2 });
  expect(plantedSteps(measured, "combined")).toHaveLength(plantedKinds.length + 2);
  const [none] = recallOf(result(noScores()), defaultThresholds, ["combined"]);
  expect(none?.recall.paraphrase).toBeNull();
});

it("gives the planted leaks of all kinds together", () => {
  expect(plantedSteps(result(noScores(), rows({ cosine: 3 }, { cosine: 7 })), "cosine")).toHaveLength(
    2 * plantedKinds.length,
  );
});
