import { describe, expect, it } from "vitest";
import { defaultThresholds } from "./screening.ts";
import { changeThresholdsInput, lowestThresholds, storedFrom } from "./screening-inputs.ts";

const projectId = "01939f0e-7b1c-7cc5-9d0a-0f6b7a1c2d3e";
const RULES = ["leak", "duplicate", "cosine", "wordEdit"] as const;
const parse = (changes: object) =>
  changeThresholdsInput.safeParse({ projectId, thresholds: { ...defaultThresholds, ...changes } });

describe.each(RULES)("the threshold %s", (rule) => {
  it.each([lowestThresholds[rule], 0.735, 1])("may be %d", (value) => {
    expect(parse({ [rule]: value }).success).toBe(true);
  });

  it.each([lowestThresholds[rule] - 0.001, 1.001, 0, Number.NaN, "0.5", undefined])("is not %s", (value) => {
    expect(parse({ [rule]: value }).error?.issues).toMatchObject([
      { path: ["thresholds", rule], message: `screening.errors.${rule}Threshold` },
    ]);
  });
});

it("no threshold asks for a match between exemplars that is not kept", () => {
  expect(lowestThresholds.duplicate).toBeGreaterThanOrEqual(storedFrom.probability);
  expect(lowestThresholds.cosine).toBeGreaterThanOrEqual(storedFrom.cosine);
  expect(lowestThresholds.wordEdit).toBeGreaterThanOrEqual(storedFrom.wordEdit);
});
