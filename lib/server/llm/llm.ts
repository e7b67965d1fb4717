import "server-only";
import OpenAI from "openai";
import { z } from "zod";
import { consented, type Egress } from "./egress.ts";
import { outcomeOfError } from "./llm-errors.ts";
import {
  type ChatOutcome,
  NO_USAGE,
  type StopCode,
  type TokenUsage,
  type TransientCode,
  type UnusableCode,
} from "./llm-outcome.ts";
import { type LlmEndpoint, openaiClient, parseJson, readAnswer, withoutKey } from "./openai-client.ts";

export interface ChatRequest {
  messages: { role: "system" | "user" | "assistant"; content: string }[];
  temperature: number;
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

const TIMEOUT_MS = 60_000;
const TEST_TIMEOUT_MS = 15_000;

/** A client of one endpoint. Redirects are not followed: a prompt goes where the user said and nowhere else. */
export function connectLlm(endpoint: LlmEndpoint, egress: Egress, timeoutMs = TIMEOUT_MS): Llm {
  const client = openaiClient(endpoint, egress, timeoutMs);
  const dialect: Dialect = { tokensField: "max_tokens", takesSeed: true, takesSchema: true };
  const ask = async (request: ChatRequest, signal: AbortSignal): Promise<ChatOutcome> => {
    // The package's own time-out ends with the headers; this one covers a body that never ends, too.
    const within = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const spoken = { ...dialect };
    try {
      const body = chatBody(endpoint.model, request, spoken);
      const response = await client.chat.completions.create(body, { signal: within }).asResponse();
      return outcomeOfAnswer(await readAnswer(response));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof OpenAI.APIError && adapt(dialect, spoken, error)) return ask(request, signal);
      return outcomeOfError(error, within.aborted);
    }
  };
  return {
    ask: async (request, signal) => withoutKey(await ask(request, signal), endpoint.key),
  };
}

/** The ids of the endpoint's models, or why they cannot be had. */
export async function listModels(
  endpoint: LlmEndpoint,
): Promise<
  | { kind: "models"; models: string[] }
  | { kind: "failure"; code: StopCode | TransientCode | "notModelList"; detail: string }
> {
  const timeout = AbortSignal.timeout(TEST_TIMEOUT_MS);
  try {
    const client = openaiClient(endpoint, consented, TEST_TIMEOUT_MS);
    const answer = await readAnswer(await client.models.list({ signal: timeout }).asResponse());
    const parsed = modelList.safeParse(parseJson(answer));
    if (parsed.success) return { kind: "models", models: parsed.data.data.map(({ id }) => id) };
    return withoutKey({ kind: "failure", code: "notModelList", detail: answer.slice(0, 200) }, endpoint.key);
  } catch (error) {
    const outcome = outcomeOfError(error, timeout.aborted);
    const code = outcome.kind === "unusable" || outcome.kind === "text" ? "notModelList" : outcome.code;
    const detail = outcome.kind === "text" ? "" : outcome.detail;
    return withoutKey({ kind: "failure", code, detail }, endpoint.key);
  }
}

/** What this server turned out to want. */
interface Dialect {
  tokensField: "max_tokens" | "max_completion_tokens";
  takesSeed: boolean;
  takesSchema: boolean;
}

function chatBody(model: string, request: ChatRequest, dialect: Dialect) {
  const { messages, temperature, topP, maxTokens, seed, schema } = request;
  return {
    model,
    messages,
    temperature,
    top_p: topP,
    [dialect.tokensField]: maxTokens,
    ...(dialect.takesSeed ? { seed } : {}),
    ...(schema && dialect.takesSchema
      ? { response_format: { type: "json_schema" as const, json_schema: { ...schema, strict: true } } }
      : {}),
  };
}

/**
 * Servers differ in how they call the limit of tokens and in whether they know seeds and schemas. Temperature and top-p are the
 * recipe's: a server that refuses them is not asked without them.
 * @param spoken what the refused question was asked in; another one, asked at once, may have taught `dialect` since
 * @returns whether it is worth asking again
 */
function adapt(dialect: Dialect, spoken: Dialect, error: InstanceType<typeof OpenAI.APIError>): boolean {
  if (error.status !== 400 && error.status !== 422) return false;
  if (spoken.tokensField === "max_tokens" && error.message.includes("max_completion_tokens")) {
    dialect.tokensField = "max_completion_tokens";
    return true;
  }
  if (spoken.takesSeed && (error.param === "seed" || /\bseed\b/.test(error.message))) {
    dialect.takesSeed = false;
    return true;
  }
  if (spoken.takesSchema && /response_format|json_schema/.test(`${error.param} ${error.message}`)) {
    dialect.takesSchema = false;
    return true;
  }
  return false;
}

const modelList = z.object({ data: z.array(z.object({ id: z.string() })) });

const chatCompletion = z.object({
  choices: z.tuple(
    [
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
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

/** Some local models put their thoughts before the answer, in a marked block. An unfinished one hides no answer. */
function withoutThoughts(content: string): string {
  return content.replace(/^\s*<think>[\s\S]*?(<\/think>|$)/, "");
}
