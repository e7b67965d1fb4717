import "server-only";
import { randomBytes } from "node:crypto";
import { consented } from "#lib/server/llm/egress.ts";
import { connectLlm, type Llm } from "#lib/server/llm/llm.ts";
import type { ChatOutcome } from "#lib/server/llm/llm-outcome.ts";
import type { LlmEndpoint } from "#lib/server/llm/openai-client.ts";
import { inTurn } from "#lib/server/llm/pace/in-turn.ts";
import type { Seat } from "#lib/server/llm/pace/pace.ts";
import { mostTokensOf } from "#lib/server/llm/pace/paced.ts";
import { paceOf } from "#lib/server/llm/pace/paces.ts";
import { type Sleep, tryAgain } from "#lib/server/llm/try-again.ts";
import { EmbedderError } from "../embedders/embedder-error.ts";
import { getConsentedEndpoint } from "../embedders/test-text-consent-queries.ts";
import { paraphraseQuestion, readParaphrase } from "./paraphrase-question.ts";
import type { LeftOut, LeftOutReason, Paraphrases } from "./paraphrases.ts";

/** Asked at once. */
const AT_ONCE = 4;
/** After so many rounds in which the server answered nothing, it is not asked for the rest. */
const SILENT_ROUNDS = 2;
const SILENCE: readonly LeftOutReason[] = ["timeout", "unreachable", "rateLimited", "serverError"];

interface Asked {
  projectId: string;
  texts: readonly string[];
  signal: AbortSignal;
  /** Told after each round how many more of the texts are dealt with; may throw to stop. */
  told: (count: number) => Promise<void>;
  sleep?: Sleep | undefined;
  timeoutMs?: number | undefined;
}

interface Asking extends Asked {
  endpoint: LlmEndpoint;
  llm: Llm;
  seat: Seat;
}

type Answer = { text: string } | { reason: LeftOutReason; isLasting: boolean };

/**
 * One paraphrase of each text by the endpoint that the project's owner trusts with test text, asked whether it still is
 * before each time anything is sent. What cannot be had is left out and counted.
 * @returns null where no endpoint is trusted: then nothing is sent
 * @throws the signal's reason
 */
export async function makeParaphrases(asked: Asked): Promise<Paraphrases | null> {
  const endpoint = await trustedEndpoint(asked.projectId);
  if (!endpoint) return null;
  const llm = connectLlm(endpoint, consented, asked.timeoutMs);
  const seat = paceOf(endpoint).join(AT_ONCE);
  try {
    return await paraphraseAll({ ...asked, endpoint, llm, seat });
  } finally {
    seat.leave();
  }
}

async function paraphraseAll(asked: Asking): Promise<Paraphrases> {
  const { texts, told, endpoint } = asked;
  const made: string[] = [];
  const left = new Map<LeftOutReason, number>();
  const leaveOut = (reason: LeftOutReason, count = 1) => left.set(reason, (left.get(reason) ?? 0) + count);
  for (let at = 0, silent = 0; at < texts.length; at += AT_ONCE) {
    const answers = await Promise.all(texts.slice(at, at + AT_ONCE).map((text) => paraphrase(text, asked)));
    const missing = answers.filter((answer) => "reason" in answer);
    for (const answer of answers) if ("text" in answer) made.push(answer.text);
    for (const { reason } of missing) leaveOut(reason);
    const isSilent =
      missing.length === answers.length && missing.every(({ reason }) => SILENCE.includes(reason));
    silent = isSilent ? silent + 1 : 0;
    const last =
      missing.find(({ isLasting }) => isLasting) ?? (silent >= SILENT_ROUNDS ? missing[0] : undefined);
    const rest = last ? texts.length - at - answers.length : 0;
    if (last && rest > 0) leaveOut(last.reason, rest);
    await told(answers.length + rest);
    if (last) break;
  }
  return { model: endpoint.model, made, leftOut: counted(left) };
}

function counted(left: Map<LeftOutReason, number>): LeftOut[] {
  return [...left].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}

async function paraphrase(
  text: string,
  { projectId, endpoint, llm, seat, signal, sleep }: Asking,
): Promise<Answer> {
  const mark = `#${randomBytes(12).toString("hex")}`;
  const question = paraphraseQuestion(text.toWellFormed(), mark);
  const turn = { tokens: mostTokensOf(question), signal };
  const inItsTurn = () =>
    inTurn<ChatOutcome | { kind: "untrusted" }>(seat, turn, async () => {
      const trusted = await trustedEndpoint(projectId);
      const isSame = trusted?.baseUrl === endpoint.baseUrl && trusted.model === endpoint.model;
      return isSame ? llm.ask(question, signal) : { kind: "untrusted" };
    });
  const { outcome } = await tryAgain(inItsTurn, sleep ? { signal, sleep } : { signal });
  return answerOf(outcome, text);
}

function answerOf(outcome: ChatOutcome | { kind: "untrusted" }, asked: string): Answer {
  switch (outcome.kind) {
    case "untrusted":
      return { reason: "untrusted", isLasting: true };
    case "text": {
      const found = readParaphrase(outcome.text, asked);
      return "text" in found ? found : { ...found, isLasting: false };
    }
    case "unusable":
      return { reason: reasonOfUnusable(outcome.code), isLasting: false };
    case "transient":
      return { reason: outcome.code, isLasting: false };
    case "stop":
      return { reason: outcome.code, isLasting: true };
  }
}

function reasonOfUnusable(code: Extract<ChatOutcome, { kind: "unusable" }>["code"]): LeftOutReason {
  if (code === "empty") return "empty";
  return code === "notJson" || code === "malformedReply" ? "nonsense" : "noAnswer";
}

async function trustedEndpoint(projectId: string): Promise<LlmEndpoint | null> {
  try {
    return await getConsentedEndpoint({ projectId, use: "paraphrases" });
  } catch (error) {
    if (error instanceof EmbedderError) return null;
    throw error;
  }
}
