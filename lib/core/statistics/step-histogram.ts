/**
 * Scores in [0, 1] as whole thousandths, called steps, rounded down, so that a score reaches a threshold that is a step
 * if and only if its own step does.
 */
export const STEPS = 1_000;

/** The step of a score: 0 to STEPS. What lies below 0 (a cosine) is 0; only 1 itself is STEPS. */
export function stepOf(score: number): number {
  // A product such as .29 × 1000 may fall short of its whole number by rounding.
  return Math.min(STEPS, Math.max(0, Math.floor(score * STEPS + 1e-9)));
}

/** The lowest step whose scores all reach the threshold. */
export function stepFrom(threshold: number): number {
  return Math.min(STEPS, Math.max(0, Math.ceil(threshold * STEPS - 1e-9)));
}

/** How many have each step: STEPS + 1 counts. */
export function countSteps(steps: readonly number[]): number[] {
  const counts = new Array<number>(STEPS + 1).fill(0);
  for (const step of steps) counts[step] = (counts[step] ?? 0) + 1;
  return counts;
}

/** How many have at least each step: `result[step]`; the first is all of them, and one more at the end is 0. */
export function countFromEachStep(counts: readonly number[]): number[] {
  const sums = new Array<number>(counts.length + 1).fill(0);
  for (let step = counts.length - 1; step >= 0; step--) {
    sums[step] = (sums[step + 1] as number) + (counts[step] as number);
  }
  return sums;
}

/**
 * The lowest step at which at most the share `rate` of the counted is flagged; scores of one step are flagged together
 * or not at all. Null where more than that have the highest score there is, or nothing is counted. The empirical
 * quantile of the innocent scores, as a threshold is set in anomaly detection and by Neyman and Pearson (1933).
 */
export function stepForRate(counts: readonly number[], rate: number): number | null {
  const sums = countFromEachStep(counts);
  const allowed = (sums[0] as number) * rate + 1e-9;
  const found = sums.findIndex((sum) => sum <= allowed);
  return sums[0] === 0 || found === counts.length ? null : found;
}

/** The lowest step that at least the share `quantile` of the counted do not exceed; null of nothing. */
export function stepOfQuantile(counts: readonly number[], quantile: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let below = 0;
  for (const [step, count] of counts.entries()) {
    below += count;
    if (below >= total * quantile - 1e-9) return step;
  }
  return counts.length - 1;
}
