import "server-only";
import { listModels } from "#lib/server/llm/list-models.ts";
import type { LlmEndpoint } from "#lib/server/llm/openai-client.ts";
import { type ConnectionReport, failureReason, MODELS_SHOWN } from "./connection-report.ts";
import { getEndpointWithKey } from "./endpoint-queries.ts";
import { endpointLimits } from "./endpoints.ts";

/** Asks the endpoint for its models. */
export async function testEndpoint(asked: { userId: string; endpointId: string }): Promise<ConnectionReport> {
  return testConnection(await getEndpointWithKey(asked));
}

/** The same for one that need not be saved; `model` may be "". */
export async function testConnection(endpoint: LlmEndpoint): Promise<ConnectionReport> {
  const began = performance.now();
  const answer = await listModels(endpoint);
  const latencyMs = Math.round(performance.now() - began);
  if (answer.kind === "failure") {
    const { code, detail } = answer;
    if (code === "notFound") return { kind: "noList", latencyMs, detail };
    return { kind: "failed", latencyMs, reason: failureReason(code), detail };
  }
  const models = [...new Set(answer.models)].filter((id) => id.length <= endpointLimits.model);
  return {
    kind: "models",
    latencyMs,
    models: models.slice(0, MODELS_SHOWN),
    modelCount: models.length,
    isKeyTried: endpoint.key === null || (await listModels({ ...endpoint, key: null })).kind === "failure",
  };
}
