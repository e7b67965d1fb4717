import "server-only";
import { z } from "zod";
import { consented } from "./egress.ts";
import { outcomeOfError } from "./llm-errors.ts";
import type { StopCode, TransientCode } from "./llm-outcome.ts";
import { type LlmEndpoint, openaiClient, parseJson, readAnswer, withoutKey } from "./openai-client.ts";

const TIMEOUT_MS = 15_000;

export type ModelList =
  | { kind: "models"; models: string[] }
  | { kind: "failure"; code: StopCode | TransientCode | "notModelList"; detail: string };

const models = z.array(z.object({ id: z.string() }));
const modelList = z.union([z.object({ data: models }).transform(({ data }) => data), models]);

/** The ids of the endpoint's models, or why they cannot be had. */
export async function listModels(endpoint: LlmEndpoint): Promise<ModelList> {
  try {
    const client = openaiClient(endpoint, consented, { timeout: TIMEOUT_MS, asks: "server" });
    const answer = await readAnswer(await client.models.list().asResponse());
    const parsed = modelList.safeParse(parseJson(answer));
    if (parsed.success) return { kind: "models", models: parsed.data.map(({ id }) => id) };
    return withoutKey({ kind: "failure", code: "notModelList", detail: answer.slice(0, 200) }, endpoint.key);
  } catch (error) {
    const outcome = outcomeOfError(error);
    const code = outcome.kind === "unusable" || outcome.kind === "text" ? "notModelList" : outcome.code;
    const detail = outcome.kind === "text" ? "" : outcome.detail;
    return withoutKey({ kind: "failure", code, detail }, endpoint.key);
  }
}
