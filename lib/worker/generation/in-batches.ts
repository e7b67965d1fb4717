import "server-only";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Does for many things at once what is asked for one by one: all that come within so many milliseconds, one batch after
 * another. `work` gives a result for each, in their order; where it fails, all of its batch do.
 */
export function inBatches<T, R>(
  work: (batch: T[]) => Promise<R[]>,
  withinMs: number,
): (thing: T) => Promise<R> {
  let next: { batch: T[]; results: Promise<R[]> } | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return async (thing) => {
    if (!next) {
      const batch: T[] = [];
      const before = last;
      const results = sleep(withinMs)
        .then(() => before)
        .then(() => {
          next = null;
          return work(batch);
        });
      next = { batch, results };
      last = results.catch(() => {});
    }
    const place = next.batch.push(thing) - 1;
    return (await next.results)[place] as R;
  };
}
