import { describe, expect, it } from "vitest";
import { NO_BUDGET } from "../budget.ts";
import { estimateRun } from "./estimate.ts";
import { close, MEASURED, NOTHING, PLAN } from "./test/plans.ts";
import { tightLimits } from "./tight-limits.ts";

describe("tightLimits", () => {
  const estimate = estimateRun(PLAN, { ...NOTHING, measured: MEASURED });

  it("names the limits below what is expected, the tightest first", () => {
    expect(tightLimits({ calls: 100, tokens: 2_000, cost: 0.013 }, estimate)).toEqual([
      { kind: "tokens", share: 0.25 },
      { kind: "cost", share: close(0.5) },
      { kind: "calls", share: close(100 / 111) },
    ]);
  });

  it("is content with limits that suffice, and with none", () => {
    expect(tightLimits({ calls: 111, tokens: 8_000, cost: 1 }, estimate)).toEqual([]);
    expect(tightLimits(NO_BUDGET, estimate)).toEqual([]);
  });

  it("holds a limit of tokens against the prompts alone where replies are unknown", () => {
    const unknown = estimateRun(PLAN, NOTHING);
    expect(tightLimits({ calls: null, tokens: 2_500, cost: 1 }, unknown)).toEqual([
      { kind: "tokens", share: 0.5 },
    ]);
    expect(tightLimits({ calls: null, tokens: 5_000, cost: 1 }, unknown)).toEqual([]);
  });
});
