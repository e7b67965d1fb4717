import type { Budget } from "../budget.ts";
import { type Estimate, totalOfEstimate } from "./estimate.ts";
import type { Span } from "./span.ts";

/** A limit below what the run is expected to take, and the share of the run that it is enough for. */
export interface TightLimit {
  kind: keyof Budget;
  /** 0 to 1 */
  share: number;
}

/** The limits that will stop the run before its goal, the tightest first. */
export function tightLimits(budget: Budget, estimate: Estimate): TightLimit[] {
  const total = totalOfEstimate(estimate);
  const parts = estimate.judge ? [estimate, estimate.judge] : [estimate];
  const expected = {
    calls: total.calls.expected,
    // What the prompts take is the least where replies are unknown.
    tokens: leastOf(parts.flatMap(({ promptTokens, completionTokens }) => [promptTokens, completionTokens])),
    // What is known of it is the least where the rest is unknown.
    cost: leastOf(parts.map(({ cost }) => cost)),
  };
  return (["calls", "tokens", "cost"] as const)
    .flatMap((kind) => {
      const limit = budget[kind];
      const needed = expected[kind];
      return limit === null || needed === undefined || limit >= needed
        ? []
        : [{ kind, share: limit / needed }];
    })
    .sort((a, b) => a.share - b.share);
}

/** What is known of several spans together; undefined where nothing is. */
function leastOf(spans: (Span | null)[]): number | undefined {
  const known = spans.filter((span) => span !== null);
  return known.length === 0 ? undefined : known.reduce((sum, { expected }) => sum + expected, 0);
}
