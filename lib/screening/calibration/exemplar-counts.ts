import { stepFrom } from "#lib/core/statistics/step-histogram.ts";

/**
 * How many exemplars have which score, by steps, so that a threshold can be tried before it is saved. `leak` and
 * `duplicate` count the probability, or the last step where another rule makes a finding at the saved thresholds.
 * Each exemplar counts once, with its highest; `duplicate` is against support examples and other exemplars.
 */
export interface ExemplarCounts {
  leak: number[];
  duplicate: number[];
  cosine: number[];
  wordEdit: number[];
}

/** How many of the counted reach the threshold. */
export function countFrom(counts: readonly number[], threshold: number): number {
  return counts.slice(stepFrom(threshold)).reduce((sum, count) => sum + count, 0);
}

export function countAll(counts: readonly number[]): number {
  return countFrom(counts, 0);
}
