import "server-only";
import { forgetDialect } from "#lib/server/llm/dialects.ts";
import { consented } from "#lib/server/llm/egress.ts";
import { type ChatRequest, connectLlm } from "#lib/server/llm/llm.ts";
import { parseJson } from "#lib/server/llm/openai-client.ts";
import { showsThoughts } from "#lib/server/llm/shown-thoughts.ts";
import { type EndpointTraits, failureReason, type QuestionReport } from "./connection-report.ts";
import { getEndpointWithKey } from "./endpoint-queries.ts";

/** Room enough for a model that thinks first; one that does not stops after a few. */
const MOST_TOKENS = 512;
const REPLY_SHOWN = 500;

/** Nothing of any project; with all that servers differ in, so that the answer shows what this one takes. */
const QUESTION: ChatRequest = {
  messages: [{ role: "user", content: "Say OK." }],
  temperature: 0.7,
  topP: 0.9,
  maxTokens: MOST_TOKENS,
  seed: 1,
  schema: {
    name: "reply",
    schema: {
      type: "object",
      properties: { reply: { type: "string" } },
      required: ["reply"],
      additionalProperties: false,
    },
  },
};

/** Asks the endpoint's model one tiny question, which costs a few tokens, and finds out anew what the server takes. */
export async function askEndpoint(asked: { userId: string; endpointId: string }): Promise<QuestionReport> {
  const endpoint = await getEndpointWithKey(asked);
  forgetDialect(endpoint);
  const llm = connectLlm(endpoint, consented);
  const never = new AbortController().signal;
  const began = performance.now();
  const first = await llm.ask(QUESTION, never);
  const isFixed = first.kind === "stop" && first.code === "samplingRefused";
  const outcome = isFixed ? await llm.ask({ ...QUESTION, temperature: 1, topP: 1 }, never) : first;
  const latencyMs = Math.round(performance.now() - began);
  if (outcome.kind !== "text") {
    return { kind: "failed", latencyMs, reason: failureReason(outcome.code), detail: outcome.detail };
  }
  const { text, raw, usage } = outcome;
  const traits: EndpointTraits = {
    seed: endpoint.takesSeed === false ? "notAsked" : llm.dialect.takesSeed ? "taken" : "refused",
    schema: endpoint.takesSchema === false ? "notAsked" : schemaTrait(llm.dialect.takesSchema, text),
    sampling: isFixed ? "fixed" : "taken",
    thinks: showsThoughts(raw),
  };
  const { promptTokens, completionTokens } = usage;
  const tokens = promptTokens === null || completionTokens === null ? null : promptTokens + completionTokens;
  return { kind: "answered", latencyMs, reply: text.slice(0, REPLY_SHOWN), tokens, traits };
}

function schemaTrait(isTaken: boolean, text: string): EndpointTraits["schema"] {
  if (!isTaken) return "refused";
  const reply = parseJson(text);
  return typeof reply === "object" && reply !== null && "reply" in reply ? "followed" : "ignored";
}
