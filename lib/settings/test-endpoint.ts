import "server-only";
import { listModels } from "#lib/server/llm/list-models.ts";
import { getEndpointWithKey } from "./endpoint-queries.ts";
import { CONNECTION_FAILURES, type ConnectionFailure, type ConnectionReport } from "./endpoints.ts";

const SHOWN = 8;

/** Asks the endpoint for its models. Nothing of any project is sent. */
export async function testEndpoint(asked: { userId: string; endpointId: string }): Promise<ConnectionReport> {
  const endpoint = await getEndpointWithKey(asked);
  const answer = await listModels(endpoint);
  if (answer.kind === "models") {
    return {
      reached: true,
      modelCount: answer.models.length,
      hasModel: answer.models.includes(endpoint.model),
      someModels: answer.models.slice(0, SHOWN).map((model) => model.slice(0, 100)),
    };
  }
  if (answer.code === "notFound") return { reached: true, modelCount: null, detail: answer.detail };
  const reason = (CONNECTION_FAILURES as readonly string[]).includes(answer.code) ? answer.code : "other";
  return { reached: false, reason: reason as ConnectionFailure, detail: answer.detail };
}
