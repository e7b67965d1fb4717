import { describe, expect, it } from "vitest";
import { NO_BUDGET } from "../budget.ts";
import { type EstimateBasis, type EstimatedPlan, estimateRun, totalOfEstimate } from "./estimate.ts";
import { close, exactly, JUDGE, JUDGED, MEASURED, NOTHING, PLAN } from "./test/plans.ts";
import { tightLimits } from "./tight-limits.ts";

describe("the judge of an estimate", () => {
  const known = { passed: 50, judgeable: 50, of: 100, from: "recipe" as const };
  const judged = (plan: Partial<EstimatedPlan>, basis: Partial<EstimateBasis> = {}) =>
    estimateRun(
      { ...PLAN, judge: JUDGE, ...plan },
      { ...NOTHING, measured: MEASURED, judge: JUDGED, ...basis },
    );

  it("asks about what passes: the target where that has to, else the share that does, and every item at most", () => {
    const passing = judged({ goal: "passing" }, { yield: known });
    expect(passing.judge?.calls).toEqual({ low: 100, expected: 100, high: passing.items.high });
    const produced = judged({}, { yield: known }).judge?.calls;
    expect(produced).toMatchObject({ expected: 50, high: 100 });
    expect(produced?.low).toBeGreaterThan(35);
    expect(produced?.low).toBeLessThan(45);
    expect(judged({}).judge?.calls).toEqual({ low: 0, expected: 100, high: 100 });
    const none = { ...known, passed: 0, judgeable: 0 };
    expect(judged({ goal: "passing" }, { yield: none }).judge?.calls.high).toBeNull();
  });

  it("is asked about what it will disagree about, too, which holds back no run that nobody judges", () => {
    const contested = { ...known, passed: 48, judgeable: 100, of: 100 };
    const plan = { goal: "passing" as const };
    const { items, judge } = judged(plan, { yield: contested });
    expect(items.expected).toBe(209);
    expect(judge?.calls.expected).toBe(207);
    expect(judged({ ...plan, judge: null }, { yield: contested }).items.expected).toBe(101);
  });

  it("takes the rubric by its length, and what was measured for the rest", () => {
    const { judge } = judged({ goal: "passing" });
    expect(judge).toEqual({
      calls: exactly(100),
      promptTokens: exactly(30_000),
      completionTokens: exactly(5_000),
      cost: exactly(close(0.08)),
    });
  });

  it("gives for the same rubric what was measured with it, however the provider counts", () => {
    const counted = (promptTokens: number) =>
      judged({ goal: "passing" }, { judge: { ...JUDGED, promptTokens } }).judge?.promptTokens;
    expect(counted(-4)).toEqual(exactly(600));
    expect(counted(-40)).toEqual(exactly(0));
  });

  it("adds to what the generator spends, and is all that is spent where the built-in one writes", () => {
    const estimate = judged({ goal: "passing" });
    expect(totalOfEstimate(estimate)).toEqual({
      calls: exactly(211),
      promptTokens: exactly(36_000),
      completionTokens: exactly(7_000),
      cost: exactly(close(0.106)),
    });
    const builtIn = judged({ goal: "passing", asksModel: false, prices: null }, { measured: null });
    expect(totalOfEstimate(builtIn)).toEqual(estimate.judge);
    expect(builtIn.seconds).toBeNull();
  });

  it("leaves unknown in all what is unknown of either", () => {
    const unknown = judged({}, { judge: { ...JUDGED, completionTokens: null, from: "length" } });
    expect(unknown.judge).toMatchObject({ completionTokens: null, cost: null });
    expect(totalOfEstimate(unknown)).toMatchObject({ completionTokens: null, cost: null });
    expect(totalOfEstimate(judged({ judge: { ...JUDGE, prices: null } })).cost).toBeNull();
  });

  it("counts against the limits, and where it is half known by what is known of it", () => {
    const limits = { calls: 105.5, tokens: 21_500, cost: 0.053 };
    expect(tightLimits(limits, judged({ goal: "passing" }))).toEqual([
      { kind: "calls", share: 0.5 },
      { kind: "tokens", share: 0.5 },
      { kind: "cost", share: close(0.5) },
    ]);
    const unpriced = judged({ goal: "passing", judge: { ...JUDGE, prices: null } });
    expect(tightLimits({ ...NO_BUDGET, cost: 0.013 }, unpriced)).toEqual([
      { kind: "cost", share: close(0.5) },
    ]);
  });
});
