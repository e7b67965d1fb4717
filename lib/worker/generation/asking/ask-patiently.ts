import "server-only";
import type { ChatRequest, Llm } from "#lib/server/llm/llm.ts";
import type { ChatOutcome } from "#lib/server/llm/llm-outcome.ts";
import { isTooLongToWait } from "#lib/server/llm/patience.ts";
import { tryAgain } from "#lib/server/llm/try-again.ts";
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
  const { outcome, attempts } = await tryAgain(() => llm.ask(request, signal), {
    signal: stop,
    sleep: clock.sleep,
  });
  const isOver = outcome.kind === "stop" || (outcome.kind === "transient" && isTooLongToWait(outcome));
  if (isOver) throw new RunStop({ code: outcome.code, detail: outcome.detail });
  return { ...outcome, attempts };
}
