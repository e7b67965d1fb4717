/** How many exemplars of a label a run shall make. */
export interface Target {
  labelId: string;
  /** A whole number from 0. */
  count: number;
}

/**
 * The labels of a run's items in their order: at every moment each label is about as far towards its target as the
 * others, so that a run that is cancelled is balanced. The k-th item of a target of n stands at (k + ½) / n; equal
 * places go in the order of the targets.
 */
export function* interleaveLabels(
  targets: readonly Target[],
): Generator<{ labelId: string; position: number }> {
  const made = targets.map(() => 0);
  const total = targets.reduce((sum, target) => sum + target.count, 0);
  for (let position = 0; position < total; position++) {
    let next = -1;
    let first = Number.POSITIVE_INFINITY;
    for (const [index, { count }] of targets.entries()) {
      const place = ((made[index] as number) + 0.5) / count;
      if ((made[index] as number) < count && place < first) {
        first = place;
        next = index;
      }
    }
    made[next] = (made[next] as number) + 1;
    yield { labelId: (targets[next] as Target).labelId, position };
  }
}
