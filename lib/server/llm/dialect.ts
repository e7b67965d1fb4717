import "server-only";
import type OpenAI from "openai";
import type { ChatRequest } from "./llm.ts";
import { isAbout } from "./llm-errors.ts";
import type { LlmEndpoint } from "./openai-client.ts";

/** What a server wants, as far as the user said and its refusals taught. */
export interface Dialect {
  tokensField: "max_tokens" | "max_completion_tokens";
  takesSeed: boolean;
  takesSchema: boolean;
  takesTemperature: boolean;
  takesTopP: boolean;
}

export function firstDialect({ takesSeed, takesSchema }: LlmEndpoint): Dialect {
  return {
    tokensField: "max_tokens",
    takesSeed: takesSeed ?? true,
    takesSchema: takesSchema ?? true,
    takesTemperature: true,
    takesTopP: true,
  };
}

export function chatBody(model: string, request: ChatRequest, dialect: Dialect) {
  const { messages, temperature, topP, maxTokens, seed, schema } = request;
  const needsTemperature = temperature !== 1 && !request.isAnyTemperature;
  return {
    model,
    messages,
    ...(dialect.takesTemperature || needsTemperature ? { temperature } : {}),
    ...(dialect.takesTopP || topP !== 1 ? { top_p: topP } : {}),
    [dialect.tokensField]: maxTokens,
    ...(dialect.takesSeed ? { seed } : {}),
    ...(schema && dialect.takesSchema
      ? { response_format: { type: "json_schema" as const, json_schema: { ...schema, strict: true } } }
      : {}),
  };
}

/**
 * Learns from a refusal. What the user says the server takes is insisted on. Temperature and top-p are the recipe's:
 * they are left out only where they are 1, which is what a model that fixes them has, or where nobody chose them.
 * @param spoken what the refused question was asked in; another one, asked at once, may have taught `dialect` since
 * @returns whether it is worth asking again
 */
export function adapt(
  dialect: Dialect,
  refused: {
    spoken: Dialect;
    endpoint: LlmEndpoint;
    request: ChatRequest;
    error: InstanceType<typeof OpenAI.APIError>;
  },
): boolean {
  const { spoken, endpoint, request, error } = refused;
  if (error.status !== 400 && error.status !== 422) return false;
  const takesAnyTemperature = request.temperature === 1 || request.isAnyTemperature === true;
  if (spoken.tokensField === "max_tokens" && error.message.includes("max_completion_tokens")) {
    dialect.tokensField = "max_completion_tokens";
    return true;
  }
  const unknown = (
    [
      ["takesSeed", endpoint.takesSeed !== true && isAbout(error, /\bseed\b/)],
      ["takesSchema", endpoint.takesSchema !== true && isAbout(error, SCHEMA)],
      ["takesTopP", request.topP === 1 && isAbout(error, /\btop_p\b/)],
      ["takesTemperature", takesAnyTemperature && isAbout(error, /\btemperature\b/)],
    ] as const
  ).find(([trait, isRefused]) => isRefused && spoken[trait]);
  if (!unknown) return false;
  dialect[unknown[0]] = false;
  return true;
}

/** As OpenAI, Azure, vLLM, LM Studio and llama.cpp call it. */
const SCHEMA = /response_format|json[_ ]?schema|structured output|guided|grammar/i;
