import "server-only";
import type { ChatRequest, Llm } from "#lib/server/llm/llm.ts";
import type { ChatOutcome } from "#lib/server/llm/llm-outcome.ts";
import { isTooLongToWait, isWorthAnotherTry, pauseAfter } from "#lib/server/llm/patience.ts";
import type { Clock } from "../generation-port.ts";
import { RunStop } from "../run-stop.ts";

export type FinalOutcome = Exclude<ChatOutcome, { kind: "stop" }> & { attempts: number };

/**
 * Asks until there is an answer, or until trying again seems pointless.
 * @param llm paced: where a server says when to come back, it waits by itself
 * @throws RunStop where every question would meet the same; the reason of a signal that aborts
 */
export async function askPatiently(options: {
  llm: Llm;
  clock: Clock;
  request: ChatRequest;
  signal: AbortSignal;
  /** No further try; one that was sent is waited for. */
  stop: AbortSignal;
}): Promise<FinalOutcome> {
  const { llm, clock, request, signal, stop } = options;
  for (let attempts = 1; ; attempts++) {
    stop.throwIfAborted();
    const outcome = await llm.ask(request, signal);
    if (outcome.kind === "stop") throw new RunStop({ code: outcome.code, detail: outcome.detail });
    if (outcome.kind !== "transient") return { ...outcome, attempts };
    const { code, detail, retryAfterMs, overloaded } = outcome;
    if (isTooLongToWait(outcome)) throw new RunStop({ code, detail });
    if (!isWorthAnotherTry(outcome, attempts)) return { ...outcome, attempts };
    const isPaced = overloaded && retryAfterMs !== null;
    if (!isPaced) await clock.sleep(pauseAfter(outcome, attempts), stop);
  }
}
