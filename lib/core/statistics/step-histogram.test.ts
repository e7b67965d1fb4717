import { describe, expect, it } from "vitest";
import {
  countFromEachStep,
  countSteps,
  STEPS,
  stepForRate,
  stepFrom,
  stepOf,
  stepOfQuantile,
} from "./step-histogram.ts";

describe("steps", () => {
  it("a score reaches a threshold on a step if and only if its step does", () => {
    for (let threshold = 0; threshold <= STEPS; threshold++) {
      const at = threshold / STEPS;
      expect(stepOf(at)).toBe(threshold);
      expect(stepFrom(at)).toBe(threshold);
      expect(stepOf(at - 1e-6)).toBe(Math.max(0, threshold - 1));
      expect(stepFrom(at - 1e-6)).toBe(threshold);
    }
  });

  it.each([
    [-0.3, 0],
    [0.0009, 0],
    [0.29, 290],
    [0.9999, 999],
    [1, 1_000],
    [1.0000001, 1_000],
  ])("%d is step %i", (score, step) => expect(stepOf(score)).toBe(step));
});

it("counts steps, and from each step on", () => {
  const counts = countSteps([0, 3, 3, STEPS]);
  expect(counts).toHaveLength(STEPS + 1);
  const sums = countFromEachStep(counts);
  expect([sums[0], sums[1], sums[3], sums[4], sums[STEPS], sums[STEPS + 1]]).toEqual([4, 3, 3, 1, 1, 0]);
});

describe("stepForRate", () => {
  const hundred = Array.from({ length: 100 }, (_, step) => step);
  it.each<[string, number[], number, number | null]>([
    ["one of a hundred is flagged", hundred, 0.01, 99],
    ["none is", hundred, 0, 100],
    ["half a row is none", hundred, 0.005, 100],
    ["five of a hundred", hundred, 0.05, 95],
    ["all", hundred, 1, 0],
    ["ties are flagged together or not at all", [1, 1, 1, 1, 1, 1, 1, 1, 50, 50], 0.1, 51],
    ["ties that fit", [1, 1, 1, 1, 1, 1, 1, 1, 50, 50], 0.2, 2],
    ["too many of the highest score", [STEPS, STEPS, 1, 1], 0.25, null],
    ["the highest score within the rate", [STEPS, 1, 1, 1], 0.25, 2],
    ["nothing", [], 0.01, null],
    ["a share that floating point misses", [...new Array(97).fill(0), 7, 7, 7], 0.03, 1],
  ])("%s", (_, steps, rate, found) => expect(stepForRate(countSteps(steps), rate)).toBe(found));
});

it.each<[number[], number, number | null]>([
  [[], 0.5, null],
  [[5], 0.95, 5],
  [[1, 2, 3, 4], 0.5, 2],
  [[1, 2, 3, 4], 0.95, 4],
  [[...new Array(95).fill(1), 9, 9, 9, 9, 9], 0.95, 1],
])("stepOfQuantile %j at %d", (steps, quantile, found) =>
  expect(stepOfQuantile(countSteps(steps), quantile)).toBe(found),
);
