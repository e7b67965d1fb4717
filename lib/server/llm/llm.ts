import "server-only";
import OpenAI from "openai";
import { z } from "zod";
import { adapt, chatBody, type Dialect } from "./dialect.ts";
import { dialectOf } from "./dialects.ts";
import type { Egress } from "./egress.ts";
import { outcomeOfError } from "./llm-errors.ts";
import { type ChatOutcome, NO_USAGE, type TokenUsage, type UnusableCode } from "./llm-outcome.ts";
import { type LlmEndpoint, openaiClient, parseJson, readAnswer, withoutKey } from "./openai-client.ts";
import { withoutThoughts } from "./thoughts.ts";

export interface ChatRequest {
  messages: { role: "system" | "user" | "assistant"; content: string }[];
  temperature: number;
  /** Nobody chose the temperature: a model that fixes its own is asked without one. */
  isAnyTemperature?: boolean;
  topP: number;
  maxTokens: number;
  /** Servers that can, answer the same to the same seed. */
  seed: number;
  /** Only a reply stored after this answers it; null or absent: any. */
  repliesSince?: Date | null;
  /** JSON schema that the reply must follow; servers that know none are asked without it. */
  schema?: { name: string; schema: Record<string, unknown> };
}

export interface Llm {
  /** One question, asked once. Rejects only where `signal` aborts. */
  ask(request: ChatRequest, signal: AbortSignal): Promise<ChatOutcome>;
}

export interface SpokenLlm extends Llm {
  /** What the server wants, as far as it is known by now. */
  dialect: Readonly<Dialect>;
}

const TIMEOUT_MS = 60_000;

/** A client of one endpoint. Redirects are not followed: a prompt goes where the user said and nowhere else. */
export function connectLlm(endpoint: LlmEndpoint, egress: Egress, timeoutMs = TIMEOUT_MS): SpokenLlm {
  const client = openaiClient(endpoint, egress, { timeout: timeoutMs });
  const dialect = dialectOf(endpoint);
  const ask = async (request: ChatRequest, signal: AbortSignal): Promise<ChatOutcome> => {
    const spoken = { ...dialect };
    try {
      const body = chatBody(endpoint.model, request, spoken);
      const response = await client.chat.completions.create(body, { signal }).asResponse();
      return outcomeOfAnswer(await readAnswer(response));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof OpenAI.APIError && adapt(dialect, { spoken, endpoint, request, error })) {
        return ask(request, signal);
      }
      return outcomeOfError(error);
    }
  };
  return {
    ask: async (request, signal) => withoutKey(await ask(request, signal), endpoint.key),
    dialect,
  };
}

/** As text, or in parts of which those that are no text are thoughts. */
const content = z.union([
  z.string(),
  z.array(z.object({ type: z.string().nullish(), text: z.string().nullish() })).transform((parts) =>
    parts
      .filter(({ type }) => type === "text" || type === "output_text")
      .map(({ text }) => text ?? "")
      .join(""),
  ),
]);

const chatCompletion = z.object({
  choices: z.tuple(
    [
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: content.nullish(), refusal: z.string().nullish() }),
      }),
    ],
    z.unknown(),
  ),
  usage: z
    .object({ prompt_tokens: z.int().nonnegative(), completion_tokens: z.int().nonnegative() })
    .nullish()
    .catch(null),
});

/** What a raw answer says; the same for one that was stored. */
export function outcomeOfAnswer(raw: string): Extract<ChatOutcome, { kind: "text" | "unusable" }> {
  const unusable = (code: UnusableCode, detail: string, usage: TokenUsage = NO_USAGE) =>
    ({ kind: "unusable", code, detail, raw, usage }) as const;
  const json = parseJson(raw);
  if (json === undefined) return unusable("notJson", "");
  const parsed = chatCompletion.safeParse(json);
  if (!parsed.success) return unusable("malformedReply", z.prettifyError(parsed.error));
  const usage = {
    promptTokens: parsed.data.usage?.prompt_tokens ?? null,
    completionTokens: parsed.data.usage?.completion_tokens ?? null,
  };
  const [{ finish_reason: reason, message }] = parsed.data.choices;
  if (reason === "length") return unusable("cutOff", "finish_reason: length", usage);
  if (reason === "content_filter") return unusable("filtered", "finish_reason: content_filter", usage);
  if (message.refusal) return unusable("refused", message.refusal, usage);
  const text = withoutThoughts(message.content ?? "").trim();
  return text === "" ? unusable("empty", "", usage) : { kind: "text", text, raw, usage };
}
