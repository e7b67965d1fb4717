import { describe, expect, it } from "vitest";
import {
  gridOf,
  heightOf,
  outlineOf,
  sharesOf,
  tenthsOf,
  thresholdAt,
  thresholdByKey,
} from "./distribution.ts";

it("shares rows among fiftieths and tenths, the last with 1 itself", () => {
  const shares = sharesOf([0, 15, 20, 1_000, 999]);
  expect(shares).toHaveLength(50);
  expect([shares[0], shares[1], shares[49]]).toEqual([0.4, 0.2, 0.4]);
  const tenths = tenthsOf(shares);
  expect(tenths[0]).toBeCloseTo(0.6);
  expect(tenths[9]).toBeCloseTo(0.4);
  expect(sharesOf([])).toEqual(new Array(50).fill(0));
});

it("draws a share by the root of its height", () => {
  expect(heightOf(0.01, 1)).toBeCloseTo(0.1);
  expect(heightOf(0.5, 0.5)).toBe(1);
  expect(heightOf(0, 0)).toBe(0);
  expect(gridOf(0.3)).toEqual([0.01, 0.1, 0.25]);
  expect(outlineOf([1, 0.25], 1)).toBe("M0 1V0H0.5V0.5H1V1Z");
});

it.each([
  [0.5012, 0.02, 0.501],
  [0.9996, 0.02, 1],
  [1.4, 0.02, 1],
  [-1, 0.02, 0.02],
  [0.3, 0.5, 0.5],
])("place %d with at least %d is %d", (place, lowest, threshold) =>
  expect(thresholdAt(place, lowest)).toBe(threshold),
);

describe("thresholdByKey", () => {
  it.each<[string, boolean, number | null]>([
    ["ArrowRight", false, 0.505],
    ["ArrowUp", true, 0.55],
    ["ArrowLeft", false, 0.495],
    ["ArrowDown", true, 0.45],
    ["PageUp", false, 0.55],
    ["PageDown", false, 0.45],
    ["Home", false, 0.02],
    ["End", false, 1],
    ["a", false, null],
  ])("%s (far: %s)", (key, far, moved) =>
    expect(thresholdByKey(0.5, { key, far, lowest: 0.02 })).toBe(moved),
  );
});
