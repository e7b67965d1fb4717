import { describe, expect, it } from "vitest";
import { sampleShare } from "./sample-share.ts";
import { wilsonInterval } from "./wilson-interval.ts";

describe("sampleShare", () => {
  it("says nothing of nothing", () => {
    expect(sampleShare(0, 0, 100)).toBeNull();
  });

  it.each([
    [3, 50],
    [0, 50],
    [50, 50],
  ])("leaves no doubt where all were looked at: %i of %i", (count, of) => {
    expect(sampleShare(count, of, of)).toEqual({
      count,
      of,
      share: count / of,
      low: count / of,
      high: count / of,
    });
  });

  it("is Wilson's interval where the population is large", () => {
    const found = sampleShare(5, 100, 10_000_000);
    const wilson = wilsonInterval(5, 100);
    expect(found?.low).toBeCloseTo(wilson?.low ?? -1, 5);
    expect(found?.high).toBeCloseTo(wilson?.high ?? -1, 5);
  });

  it("grows narrower with the share of the population that was looked at", () => {
    const widths = [10_000, 1_000, 200, 110].map((population) => {
      const { low = 0, high = 0 } = sampleShare(5, 100, population) ?? {};
      return high - low;
    });
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
  });

  it("covers the true share in about 95 of 100 samples", () => {
    // Every sample of 6 from a population of 12 with 3 wrong, by the hypergeometric distribution.
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    let covered = 0;
    for (let wrong = 0; wrong <= 3; wrong++) {
      const chance = (choose(3, wrong) * choose(9, 6 - wrong)) / choose(12, 6);
      const { low = 1, high = 0 } = sampleShare(wrong, 6, 12) ?? {};
      if (low <= 0.25 && 0.25 <= high) covered += chance;
    }
    expect(covered).toBeGreaterThan(0.9);
  });
});
