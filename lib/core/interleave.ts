/**
 * The order in which to make `counts[i]` things of each kind i so that at every moment each kind is about as far
 * towards its count as the others: the k-th of n stands at (k + ½) / n, equal places go in the order of the kinds.
 * Yields the kinds' numbers, as many as the sum of the counts (whole numbers from 0).
 */
export function* interleave(counts: readonly number[]): Generator<number> {
  const made = counts.map(() => 0);
  for (;;) {
    let next = -1;
    let first = Number.POSITIVE_INFINITY;
    for (const [kind, count] of counts.entries()) {
      const place = ((made[kind] as number) + 0.5) / count;
      if ((made[kind] as number) < count && place < first) {
        first = place;
        next = kind;
      }
    }
    if (next === -1) return;
    made[next] = (made[next] as number) + 1;
    yield next;
  }
}
