import { describe, expect, it } from "vitest";
import { unitVectors } from "./unit-vectors.ts";

describe("unitVectors", () => {
  it("brings each vector to length 1, in order", () => {
    const unit = unitVectors(
      [
        [3, 4],
        [0, -2],
      ],
      { count: 2, dimensions: null },
    );
    if ("fault" in unit) throw new Error(unit.fault);
    expect(unit.dimensions).toBe(2);
    expect([...unit.vectors].map((number) => Math.round(number * 10) / 10)).toEqual([0.6, 0.8, 0, -1]);
  });

  it.each([
    ["wrongCount", [[1, 2]], 2, null],
    ["noDimensions", [[], []], 2, null],
    [
      "dimensionsChanged",
      [
        [1, 2],
        [1, 2, 3],
      ],
      2,
      null,
    ],
    ["dimensionsChanged", [[1, 2]], 1, 3],
    ["notFinite", [[1, Number.NaN]], 1, null],
    ["notFinite", [[1, Number.POSITIVE_INFINITY]], 1, null],
    ["noDirection", [[0, 0]], 1, null],
  ])("refuses %s in %j", (fault, vectors, count, dimensions) => {
    expect(unitVectors(vectors, { count, dimensions })).toMatchObject({ fault });
  });
});
