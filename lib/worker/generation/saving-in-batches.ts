import "server-only";
import { setTimeout as sleep } from "node:timers/promises";

const BATCH = 256;
const LONGEST_WAIT_MS = 400;
/** So much unsaved, and whoever adds waits: a slow disk slows the asking, not the memory. */
const MOST_UNSAVED = 512;

/**
 * Saves what is added within a moment, many at a time, one batch after another and in order. Once a save has
 * failed, nothing more is taken: asking on for what cannot be saved would cost and bring nothing.
 */
export function savingInBatches<T>(save: (batch: T[]) => Promise<void>) {
  let unsaved: T[] = [];
  let saving: Promise<void> | null = null;
  let failure: { error: unknown } | null = null;
  /** From then on there is nothing to wait for. */
  const ending = new AbortController();

  const saveAll = async () => {
    await sleep(LONGEST_WAIT_MS, undefined, { signal: ending.signal }).catch(() => {});
    while (unsaved.length > 0) {
      const batch = unsaved.slice(0, BATCH);
      await save(batch);
      unsaved = unsaved.slice(batch.length);
    }
  };
  const start = () => {
    saving ??= saveAll()
      .catch((error) => {
        failure = { error };
      })
      .finally(() => {
        saving = null;
      });
    return saving;
  };
  const throwIfFailed = () => {
    if (failure) throw failure.error;
  };
  return {
    add: async (item: T) => {
      throwIfFailed();
      unsaved.push(item);
      const underWay = start();
      if (unsaved.length >= MOST_UNSAVED) await underWay;
    },
    /** Saves what is left, at once: nothing is added after it. */
    flush: async () => {
      ending.abort();
      while (!failure && (unsaved.length > 0 || saving)) await start();
      throwIfFailed();
    },
  };
}
