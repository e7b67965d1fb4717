import "server-only";
import type { ChatRequest, Llm } from "../llm.ts";
import { inTurn, tokensIn } from "./in-turn.ts";
import type { PaceClock, Seat } from "./pace.ts";

/**
 * Waits for its turn, asks, and tells the pace what came back. The outcome says how long the asking took, without the
 * wait. Rejects with the signal's reason where it aborts, and with that of `stop` before a question was sent.
 */
export function paced(llm: Llm, seat: Seat, clock: Pick<PaceClock, "now">, stop: AbortSignal): Llm {
  return {
    ask: (request, signal) =>
      inTurn(seat, { tokens: mostTokensOf(request), signal: AbortSignal.any([signal, stop]) }, async () => {
        const askedAt = clock.now();
        const outcome = await llm.ask(request, signal);
        return { ...outcome, latencyMs: Math.round(clock.now() - askedAt) };
      }),
  };
}

export function mostTokensOf({ messages, maxTokens }: ChatRequest): number {
  return maxTokens + tokensIn(messages.map(({ content }) => content));
}
