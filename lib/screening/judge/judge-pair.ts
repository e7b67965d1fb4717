import "server-only";
import { randomBytes } from "node:crypto";
import type { Llm } from "#lib/server/llm/llm.ts";
import { type Sleep, tryAgain } from "#lib/server/llm/try-again.ts";
import { judgeQuestion, readVerdict } from "./judge-question.ts";
import type { Judgement, JudgeVerdict, UnknownReason } from "./judging.ts";

interface Asked {
  llm: Llm;
  exemplar: string;
  testRow: string;
  signal: AbortSignal;
  sleep?: Sleep;
}

type Answer = { verdict: JudgeVerdict } | { reason: UnknownReason; isLasting: boolean };

/**
 * Whether an exemplar is a rewriting of a test row. The exemplar may be written to deceive, so nothing passes on one
 * answer: the two are asked about in both orders, and before they count as different the judge must recognise the
 * exemplar in its own capitals. A text that makes the judge say "different" whatever it is compared with is told by
 * that. Everything but agreement is unknown.
 * @throws the signal's reason where it aborts
 */
export async function judgePair({ exemplar, testRow, ...asking }: Asked): Promise<Judgement> {
  const one = await ask([exemplar, testRow], asking);
  if (!("verdict" in one)) return unknown(one);
  const other = await ask([testRow, exemplar], asking);
  if (!("verdict" in other)) return unknown(other);
  if (one.verdict !== other.verdict) return unknown({ reason: "disagreement", isLasting: false });
  if (one.verdict === "rewriting") return { verdict: "rewriting", reason: null };
  const control = await ask([exemplar.toUpperCase(), exemplar], asking);
  if (!("verdict" in control)) return unknown(control);
  if (control.verdict !== "rewriting") return unknown({ reason: "steered", isLasting: false });
  return { verdict: "different", reason: null };
}

async function ask(
  texts: readonly [string, string],
  { llm, signal, sleep }: Omit<Asked, "exemplar" | "testRow">,
) {
  const mark = `#${randomBytes(12).toString("hex")}`;
  const question = judgeQuestion([texts[0].toWellFormed(), texts[1].toWellFormed()], mark);
  const { outcome } = await tryAgain(() => llm.ask(question, signal), sleep ? { signal, sleep } : { signal });
  return answerOf(outcome);
}

function answerOf(outcome: Awaited<ReturnType<Llm["ask"]>>): Answer {
  switch (outcome.kind) {
    case "text": {
      const verdict = readVerdict(outcome.text);
      return verdict ? { verdict } : { reason: "nonsense", isLasting: false };
    }
    case "unusable":
      return { reason: outcome.code === "notJson" ? "nonsense" : "noAnswer", isLasting: false };
    case "transient":
      return { reason: outcome.code, isLasting: false };
    case "stop":
      return { reason: outcome.code, isLasting: true };
  }
}

function unknown({ reason, isLasting }: Exclude<Answer, { verdict: JudgeVerdict }>): Judgement {
  return { verdict: "unknown", reason, isLasting };
}
