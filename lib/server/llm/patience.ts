import type { TransientCode } from "./llm-outcome.ts";

const TRIES = 4;
/** A server that takes its time is not asked for minutes on end. */
const TRIES_WHEN_SLOW = 2;
/** Being asked to wait is no failure; a server that says when may say so more often. */
const TRIES_WHEN_TOLD_TO_WAIT = 8;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;
const LONGEST_TOLD_PAUSE_MS = 120_000;
/** Of a pause, at most. */
const JITTER = 0.25;

interface Transient {
  code: TransientCode;
  retryAfterMs: number | null;
}

/** Whether to ask once more after so many tries. */
export function isWorthAnotherTry({ code, retryAfterMs }: Transient, tries: number): boolean {
  if (retryAfterMs !== null) return tries < TRIES_WHEN_TOLD_TO_WAIT;
  return tries < (code === "timeout" ? TRIES_WHEN_SLOW : TRIES);
}

/** A server that asks to wait for longer than this is not to be waited for. */
export function isTooLongToWait({ retryAfterMs }: Transient): boolean {
  return (retryAfterMs ?? 0) > LONGEST_TOLD_PAUSE_MS;
}

/**
 * Milliseconds until the next try: as long as the server says, else four times longer each time; and some more by
 * chance, so that those who were refused at one moment do not come back at one moment.
 * @param random from 0 to 1
 */
export function pauseAfter({ retryAfterMs }: Transient, tries: number, random = Math.random): number {
  const pause = retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 4 ** (tries - 1));
  return pause * (1 + JITTER * random());
}
