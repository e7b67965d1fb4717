import "server-only";
import { setTimeout } from "node:timers/promises";
import type { TransientCode } from "./llm-outcome.ts";

const TRIES = 4;
/** A server that takes its time is not asked for minutes on end. */
const TRIES_WHEN_SLOW = 2;
/** Being asked to wait is no failure; a server that says when may say so more often. */
const TRIES_WHEN_TOLD_TO_WAIT = 8;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;
const LONGEST_TOLD_PAUSE_MS = 120_000;

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
    const { retryAfterMs } = outcome;
    if (tries >= triesFor(outcome) || (retryAfterMs ?? 0) > LONGEST_TOLD_PAUSE_MS) return outcome;
    const pause = retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 4 ** (tries - 1));
    await sleep(pause, signal).catch((error) => {
      signal.throwIfAborted();
      throw error;
    });
  }
}

function isTransient<O extends { kind: string }>(outcome: O): outcome is O & Transient {
  return outcome.kind === "transient";
}

function triesFor({ code, retryAfterMs }: Transient): number {
  if (retryAfterMs !== null) return TRIES_WHEN_TOLD_TO_WAIT;
  return code === "timeout" ? TRIES_WHEN_SLOW : TRIES;
}
