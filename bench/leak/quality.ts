export interface Quality {
  /** Share of pairs of a leak and an innocent text in which the leak scores higher; a tie counts half. */
  auc: number;
  recall_at_1: number;
  recall_at_5: number;
  recall_at_10: number;
}

export function quality(leaks: readonly number[], innocent: readonly number[]): Quality {
  return {
    auc: areaUnderCurve(leaks, innocent),
    recall_at_1: recall(leaks, innocent, 0.01),
    recall_at_5: recall(leaks, innocent, 0.05),
    recall_at_10: recall(leaks, innocent, 0.1),
  };
}

/** The share of leaks above the lowest threshold that flags at most `rate` of the innocent scores. */
export function recall(leaks: readonly number[], innocent: readonly number[], rate: number): number {
  const falling = innocent.toSorted((a, b) => b - a);
  const highestPassed = falling[Math.floor(rate * falling.length)] ?? -Infinity;
  return rounded(leaks.filter((score) => score > highestPassed).length / leaks.length);
}

function areaUnderCurve(leaks: readonly number[], innocent: readonly number[]): number {
  const rising = innocent.toSorted((a, b) => a - b);
  let wins = 0;
  for (const score of leaks) wins += (below(rising, score) + below(rising, score, true)) / 2;
  return rounded(wins / (leaks.length * innocent.length));
}

/** How many are smaller, or no larger. */
function below(rising: readonly number[], score: number, orEqual = false): number {
  let from = 0;
  let to = rising.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const value = rising[middle] as number;
    if (value < score || (orEqual && value === score)) from = middle + 1;
    else to = middle;
  }
  return from;
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
