import "server-only";
import { setImmediate } from "node:timers/promises";
import type { ChatRequest, Llm } from "../llm.ts";
import type { ChatOutcome } from "../llm-outcome.ts";
import { isTooLongToWait } from "../patience.ts";
import type { PaceClock, Seat, Turn, TurnEnd } from "./pace.ts";

/** Of most languages and tokenisers, a guess on the safe side. */
const CHARACTERS_PER_TOKEN = 3;

/**
 * Waits for its turn, asks, and tells the pace what came back. The outcome says how long the asking took, without the
 * wait. Rejects with the signal's reason where it aborts, and with that of `stop` before a question was sent.
 */
export function paced(llm: Llm, seat: Seat, clock: Pick<PaceClock, "now">, stop: AbortSignal): Llm {
  return {
    ask: async (request, signal) => {
      const turn = await turnFor(seat, request, AbortSignal.any([signal, stop]));
      let end: TurnEnd = { kind: "unanswered" };
      try {
        const askedAt = clock.now();
        const outcome = await llm.ask(request, signal);
        const latencyMs = Math.round(clock.now() - askedAt);
        end = endOf(outcome);
        return { ...outcome, latencyMs };
      } finally {
        // What was given up is off the wire before another question is on it.
        if (end.kind === "unanswered") await setImmediate();
        turn.end(end);
      }
    },
  };
}

function turnFor(seat: Seat, request: ChatRequest, signal: AbortSignal): Promise<Turn> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const giveUp = () => {
      leaveQueue();
      reject(signal.reason);
    };
    signal.addEventListener("abort", giveUp, { once: true });
    const leaveQueue = seat.wait(mostTokensOf(request), (turn) => {
      signal.removeEventListener("abort", giveUp);
      resolve(turn);
    });
  });
}

function mostTokensOf({ messages, maxTokens }: ChatRequest): number {
  const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
  return maxTokens + characters / CHARACTERS_PER_TOKEN;
}

function endOf(outcome: ChatOutcome): TurnEnd {
  if (outcome.kind === "text" || outcome.kind === "unusable") {
    const { promptTokens, completionTokens } = outcome.usage;
    if (outcome.raw === null) return { kind: "unanswered" };
    const isCounted = promptTokens !== null || completionTokens !== null;
    return { kind: "answered", tokens: isCounted ? (promptTokens ?? 0) + (completionTokens ?? 0) : null };
  }
  if (outcome.kind !== "transient" || !outcome.overloaded) return { kind: "unanswered" };
  // Whoever is told to come back tomorrow stops, and does not make those wait who come later.
  const retryAfterMs = isTooLongToWait(outcome) ? null : outcome.retryAfterMs;
  return { kind: "refused", isRate: outcome.code === "rateLimited", retryAfterMs };
}
