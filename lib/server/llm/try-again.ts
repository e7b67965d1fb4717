import "server-only";
import type { TransientCode } from "./llm-outcome.ts";
import { realClock } from "./pace/paces.ts";
import { isTooLongToWait, isWorthAnotherTry, pauseAfter } from "./patience.ts";

/** Rejects where the signal aborts. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<unknown>;

type Transient = { kind: "transient"; code: TransientCode; retryAfterMs: number | null; overloaded?: true };

/**
 * Asks until the outcome is not a passing failure, or until trying again seems pointless; then the last outcome.
 * @param ask in its turn: where a server says when to come back, the pace waits
 * @param options.signal no further try; one that was sent is waited for
 * @throws the signal's reason where it aborts
 */
export async function tryAgain<O extends { kind: string }>(
  ask: () => Promise<O>,
  { signal, sleep = realClock.sleep }: { signal: AbortSignal; sleep?: Sleep },
): Promise<{ outcome: O; attempts: number }> {
  for (let attempts = 1; ; attempts++) {
    signal.throwIfAborted();
    const outcome = await ask();
    if (!isTransient(outcome)) return { outcome, attempts };
    if (!isWorthAnotherTry(outcome, attempts) || isTooLongToWait(outcome)) return { outcome, attempts };
    if (outcome.overloaded && outcome.retryAfterMs !== null) continue;
    await sleep(pauseAfter(outcome, attempts), signal).catch((error) => {
      signal.throwIfAborted();
      throw error;
    });
  }
}

function isTransient<O extends { kind: string }>(outcome: O): outcome is O & Transient {
  return outcome.kind === "transient";
}
