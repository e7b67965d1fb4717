import "server-only";
import { setTimeout } from "node:timers/promises";
import type { TransientCode } from "./llm-outcome.ts";
import { isTooLongToWait, isWorthAnotherTry, pauseAfter } from "./patience.ts";

/** Rejects where the signal aborts. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<unknown>;

const reallySleep: Sleep = (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal });

type Transient = { kind: "transient"; code: TransientCode; retryAfterMs: number | null };

/**
 * Asks until the outcome is not a passing failure, or until trying again seems pointless; then the last outcome.
 * @throws the signal's reason where it aborts
 */
export async function tryAgain<O extends { kind: string }>(
  ask: () => Promise<O>,
  { signal, sleep = reallySleep }: { signal: AbortSignal; sleep?: Sleep },
): Promise<O> {
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted();
    const outcome = await ask();
    if (!isTransient(outcome)) return outcome;
    if (!isWorthAnotherTry(outcome, tries) || isTooLongToWait(outcome)) return outcome;
    await sleep(pauseAfter(outcome, tries), signal).catch((error) => {
      signal.throwIfAborted();
      throw error;
    });
  }
}

function isTransient<O extends { kind: string }>(outcome: O): outcome is O & Transient {
  return outcome.kind === "transient";
}
