import "server-only";
import type { TokenUsage, TransientCode } from "../llm-outcome.ts";
import { isTooLongToWait } from "../patience.ts";
import type { Seat, Turn, TurnEnd } from "./pace.ts";

/** Of most languages and tokenisers, a guess on the safe side. */
const CHARACTERS_PER_TOKEN = 3;

/** What came of a question, of whatever kind: everything but `transient` and `stop` came from a server that answers. */
type Outcome =
  | { kind: "transient"; code: TransientCode; retryAfterMs: number | null; overloaded?: true }
  | { kind: "stop" | "untrusted" }
  | { kind: "text" | "unusable" | "vectors"; raw?: string | null; usage?: TokenUsage };

/**
 * Waits for its turn, asks, and tells the pace what came back. Rejects with the signal's reason where it aborts before
 * the question is asked.
 * @param of.tokens what it may cost
 */
export async function inTurn<O extends Outcome>(
  seat: Seat,
  of: { tokens: number; signal: AbortSignal },
  ask: () => Promise<O>,
): Promise<O> {
  const turn = await turnFor(seat, of);
  let end: TurnEnd = { kind: "unanswered" };
  try {
    const outcome = await ask();
    end = endOf(outcome);
    return outcome;
  } finally {
    turn.end(end);
  }
}

/** How many tokens texts have, about. */
export function tokensIn(texts: readonly string[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0) / CHARACTERS_PER_TOKEN;
}

function turnFor(seat: Seat, { tokens, signal }: { tokens: number; signal: AbortSignal }): Promise<Turn> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const giveUp = () => {
      leaveQueue();
      reject(signal.reason);
    };
    signal.addEventListener("abort", giveUp, { once: true });
    const leaveQueue = seat.wait(tokens, (turn) => {
      signal.removeEventListener("abort", giveUp);
      resolve(turn);
    });
  });
}

function endOf(outcome: Outcome): TurnEnd {
  switch (outcome.kind) {
    case "transient": {
      if (!outcome.overloaded) return { kind: "unanswered" };
      // Whoever is told to come back tomorrow stops, and does not make those wait who come later.
      const retryAfterMs = isTooLongToWait(outcome) ? null : outcome.retryAfterMs;
      return { kind: "refused", isRate: outcome.code === "rateLimited", retryAfterMs };
    }
    case "stop":
    case "untrusted":
      return { kind: "unanswered" };
    default: {
      if (outcome.raw === null) return { kind: "unanswered" };
      const { promptTokens = null, completionTokens = null } = outcome.usage ?? {};
      const isCounted = promptTokens !== null || completionTokens !== null;
      return { kind: "answered", tokens: isCounted ? (promptTokens ?? 0) + (completionTokens ?? 0) : null };
    }
  }
}
