import "server-only";
import { setTimeout as sleep } from "node:timers/promises";

/** What comes within so long is stored together. */
const TOGETHER_MS = 20;

/** Stores many things at once. Each resolves when it is stored, and rejects where it could not be. */
export function storingSoon<T>(store: (batch: T[]) => Promise<void>): (thing: T) => Promise<void> {
  let next: { batch: T[]; stored: Promise<void> } | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return (thing) => {
    if (!next) {
      const batch: T[] = [];
      const before = last;
      const stored = sleep(TOGETHER_MS)
        .then(() => before)
        .then(() => {
          next = null;
          return store(batch);
        });
      next = { batch, stored };
      last = stored.catch(() => {});
    }
    next.batch.push(thing);
    return next.stored;
  };
}
