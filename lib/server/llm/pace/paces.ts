import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { LlmEndpoint } from "../openai-client.ts";
import { createPace, type Pace, type PaceClock } from "./pace.ts";

/** What was learned of an endpoint that nobody asked for so long is forgotten: limits change. */
const KEPT_MS = 600_000;

/** As a worker has it: the sleep rejects where the signal aborts. */
interface SleepingClock {
  now(): number;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const realClock: SleepingClock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};

// Next bundles a module once per layer; the process asks an endpoint at one pace all the same.
const shared = globalThis as typeof globalThis & { winnowPaces?: Map<string, Pace> };

/**
 * The one pace at which this process asks an endpoint, with the limits as they are set now. The clock is the one of
 * whoever asked first.
 */
export function paceOf(endpoint: LlmEndpoint, clock = realClock): Pace {
  shared.winnowPaces ??= new Map();
  for (const [key, pace] of shared.winnowPaces) {
    if (pace.seats() === 0 && pace.clock.now() - pace.servedAt() > KEPT_MS) shared.winnowPaces.delete(key);
  }
  const key = endpoint.id ?? `${endpoint.baseUrl} ${endpoint.model}`;
  const pace = shared.winnowPaces.get(key) ?? createPace(callingBack(clock));
  shared.winnowPaces.set(key, pace);
  pace.limit(endpoint);
  return pace;
}

const never = new AbortController().signal;

function callingBack(clock: SleepingClock): PaceClock {
  return {
    now: clock.now,
    after: (milliseconds, callback) => void clock.sleep(milliseconds, never).then(callback),
  };
}
