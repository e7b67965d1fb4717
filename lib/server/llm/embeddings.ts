import "server-only";
import { z } from "zod";
import type { Egress } from "./egress.ts";
import { outcomeOfError } from "./llm-errors.ts";
import type { StopCode, TransientCode } from "./llm-outcome.ts";
import { type LlmEndpoint, openaiClient, parseJson, readAnswer, withoutKey } from "./openai-client.ts";

const TIMEOUT_MS = 60_000;
/** 128 vectors of 8,192 numbers, written in full. */
const LIMIT_OF_ANSWER = 32_000_000;

/** What can become of one batch of texts. */
export type EmbeddingOutcome =
  /** As many as the server sent, in the order of the texts, of whatever length; what is no number is NaN. */
  | { kind: "vectors"; vectors: number[][] }
  | { kind: "unusable"; code: "notJson" | "malformedReply" | "rejectedRequest"; detail: string }
  | { kind: "transient"; code: TransientCode; detail: string; retryAfterMs: number | null; overloaded?: true }
  | { kind: "stop"; code: StopCode; detail: string };

export interface Embeddings {
  /** One batch, asked once. Rejects only where `signal` aborts. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<EmbeddingOutcome>;
}

/** By hand: there are a hundred thousand of them in an answer. */
function isNumbers(value: unknown) {
  return Array.isArray(value) && value.every((number) => typeof number === "number" || number === null);
}

const embeddingList = z.object({
  data: z.array(
    z.object({ index: z.number().int().nullish(), embedding: z.custom<(number | null)[]>(isNumbers) }),
  ),
});

/** A client of `/embeddings` of one endpoint. */
export function connectEmbeddings(endpoint: LlmEndpoint, egress: Egress, timeoutMs = TIMEOUT_MS): Embeddings {
  const client = openaiClient(endpoint, egress, { timeout: timeoutMs, most: LIMIT_OF_ANSWER });
  const embed = async (texts: readonly string[], signal: AbortSignal): Promise<EmbeddingOutcome> => {
    try {
      const body = { model: endpoint.model, input: [...texts], encoding_format: "float" as const };
      const response = await client.embeddings.create(body, { signal }).asResponse();
      return outcomeOfAnswer(await readAnswer(response));
    } catch (error) {
      signal.throwIfAborted();
      const outcome = outcomeOfError(error);
      if (outcome.kind === "stop" || outcome.kind === "transient") return outcome;
      return { kind: "unusable", code: "rejectedRequest", detail: "detail" in outcome ? outcome.detail : "" };
    }
  };
  return { embed: async (texts, signal) => withoutKey(await embed(texts, signal), endpoint.key) };
}

function outcomeOfAnswer(answer: string): EmbeddingOutcome {
  // Some servers write numbers that JSON does not know; they are no reason to call the whole answer nonsense.
  const json = parseJson(answer) ?? parseJson(answer.replace(/-?\b(NaN|Infinity)\b/g, "null"));
  if (json === undefined) return { kind: "unusable", code: "notJson", detail: answer.slice(0, 200) };
  const parsed = embeddingList.safeParse(json);
  if (!parsed.success) {
    return { kind: "unusable", code: "malformedReply", detail: z.prettifyError(parsed.error).slice(0, 200) };
  }
  const { data } = parsed.data;
  const vectors: number[][] = [];
  for (const [position, { index, embedding }] of data.entries()) {
    vectors[index ?? position] = embedding.map((number) => number ?? Number.NaN);
  }
  // An index that is missing, doubled or out of range would give a text the vector of another.
  if (vectors.length !== data.length || Object.keys(vectors).length !== data.length) {
    return { kind: "unusable", code: "malformedReply", detail: "index" };
  }
  return { kind: "vectors", vectors };
}
