import { expect } from "vitest";
import type { EstimateBasis, EstimatedPlan, JudgeBasis, Measured } from "../estimate.ts";
import type { Span } from "../span.ts";

export const NOTHING: EstimateBasis = {
  yield: null,
  measured: null,
  promptTokens: 50,
  problem: null,
  requestsPerMinute: null,
  tokensPerMinute: null,
  judge: null,
};
export const MEASURED: Measured = {
  answers: 120,
  callsPerAnswer: 1.1,
  promptTokens: 60,
  completionTokens: 20,
  latencyMs: 2_000,
  from: { kind: "recipe", runs: [3] },
};
export const PLAN: EstimatedPlan = {
  targets: [
    { labelId: "a", count: 60 },
    { labelId: "b", count: 40 },
  ],
  goal: "produced",
  asksModel: true,
  concurrency: 4,
  prices: { input: 1, output: 10 },
  judge: null,
};
export const JUDGED: JudgeBasis = { calls: 40, promptTokens: 290, completionTokens: 50, from: "project" };
/** Ten tokens by their length. */
export const JUDGE = {
  rubric: "Is it something a person would say, really?".slice(0, 40),
  prices: { input: 2, output: 4 },
};
export const exactly = (value: number): Span => ({ low: value, expected: value, high: value });
export const close = (value: number) => expect.closeTo(value, 6);
