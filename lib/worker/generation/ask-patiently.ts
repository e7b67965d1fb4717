import "server-only";
import type { ChatRequest, Llm } from "#lib/server/llm/llm.ts";
import type { ChatOutcome } from "#lib/server/llm/llm-outcome.ts";
import { isTooLongToWait, isWorthAnotherTry, pauseAfter } from "#lib/server/llm/patience.ts";
import type { Clock } from "./generation-port.ts";
import { RunStop } from "./run-stop.ts";

/** What the questions of one run share: a server that asks one of them to wait asks all of them. */
export interface Pacing {
  /** By the clock: nobody asks before. */
  notBefore: number;
}

export type FinalOutcome = Exclude<ChatOutcome, { kind: "stop" }> & { attempts: number; latencyMs: number };

/**
 * Asks until there is an answer, or until trying again seems pointless.
 * @throws RunStop where every question would meet the same; the signal's reason where it aborts
 */
export async function askPatiently(options: {
  llm: Llm;
  clock: Clock;
  pacing: Pacing;
  request: ChatRequest;
  signal: AbortSignal;
}): Promise<FinalOutcome> {
  const { llm, clock, pacing, request, signal } = options;
  for (let attempts = 1; ; attempts++) {
    for (let wait = pacing.notBefore - clock.now(); wait > 0; wait = pacing.notBefore - clock.now()) {
      await clock.sleep(wait, signal);
    }
    signal.throwIfAborted();
    const asked = clock.now();
    const outcome = await llm.ask(request, signal);
    const latencyMs = Math.round(clock.now() - asked);
    if (outcome.kind === "stop") throw new RunStop({ code: outcome.code, detail: outcome.detail });
    if (outcome.kind !== "transient") return { ...outcome, attempts, latencyMs };
    const { code, detail, retryAfterMs } = outcome;
    if (isTooLongToWait(outcome)) throw new RunStop({ code, detail });
    if (!isWorthAnotherTry(outcome, attempts)) return { ...outcome, attempts, latencyMs };
    const pause = pauseAfter(outcome, attempts);
    if (retryAfterMs === null) await clock.sleep(pause, signal);
    else pacing.notBefore = Math.max(pacing.notBefore, clock.now() + pause);
  }
}
