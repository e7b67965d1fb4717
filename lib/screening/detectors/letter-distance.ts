/**
 * Letters inserted, removed, exchanged or swapped with their neighbour to make one text of the other: the optimal
 * string alignment distance (Damerau 1964; Wagner & Fischer 1974), or `most + 1` where it is more than `most`. Counts
 * UTF-16 units. Time grows with `most` times the length.
 */
export function letterDistance(a: string, b: string, most: number): number {
  const beyond = most + 1;
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most) return beyond;
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA -= 1;
    endB -= 1;
  }
  const width = endB - start + 1;
  let beforeLast = new Array<number>(width).fill(beyond);
  let last = Array.from({ length: width }, (_, j) => Math.min(j, beyond));
  for (let i = 1; i <= endA - start; i++) {
    const current = new Array<number>(width).fill(beyond);
    if (i <= most) current[0] = i;
    let least = current[0] as number;
    const from = Math.max(1, i - most);
    const to = Math.min(width - 1, i + most);
    for (let j = from; j <= to; j++) {
      const unitA = a.charCodeAt(start + i - 1);
      const unitB = b.charCodeAt(start + j - 1);
      let cost = Math.min(
        (last[j - 1] as number) + (unitA === unitB ? 0 : 1),
        (last[j] as number) + 1,
        (current[j - 1] as number) + 1,
      );
      const isSwap =
        i > 1 && j > 1 && unitA === b.charCodeAt(start + j - 2) && unitB === a.charCodeAt(start + i - 2);
      if (isSwap) cost = Math.min(cost, (beforeLast[j - 2] as number) + 1);
      current[j] = Math.min(cost, beyond);
      if (cost < least) least = cost;
    }
    if (least > most) return beyond;
    beforeLast = last;
    last = current;
  }
  return Math.min(last[width - 1] as number, beyond);
}
