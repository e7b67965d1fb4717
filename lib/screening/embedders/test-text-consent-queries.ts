import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import type { TestTextConsentModel } from "#lib/server/generated/models.ts";
import type { LlmEndpoint } from "#lib/server/llm/openai-client.ts";
import { findEndpointOfProject } from "#lib/settings/endpoint-queries.ts";
import { EmbedderError } from "./embedder-error.ts";

type Purpose = TestTextConsentModel["purpose"];

/** What was agreed to last and not taken back, for the endpoint that the project uses now; null where nothing was. */
export async function findConsent(
  transaction: Transaction,
  asked: { projectId: string; purpose: Purpose; endpointId: string },
) {
  return transaction.testTextConsent.findFirst({
    where: { ...asked, withdrawnAt: null },
    orderBy: { createdAt: "desc" },
    include: { user: { select: { name: true } } },
  });
}

/**
 * The endpoint that test text of the project may be sent to. The one way to it: whoever sends test text asks here,
 * each time anew.
 * @throws EmbedderError where there is no endpoint, no consent, or the endpoint is not the one that was agreed to
 */
export async function getConsentedEndpoint(asked: {
  projectId: string;
  use: "embeddings" | "judge";
}): Promise<LlmEndpoint> {
  const project = await db().project.findUnique({
    where: { id: asked.projectId },
    select: { embeddingEndpointId: true, embeddingModel: true, judgeEndpointId: true },
  });
  const isJudge = asked.use === "judge";
  const endpointId = isJudge ? project?.judgeEndpointId : project?.embeddingEndpointId;
  const endpoint = await findEndpointOfProject(asked).catch(() => {
    throw new EmbedderError("keyUnreadable");
  });
  if (!endpointId || !endpoint) throw new EmbedderError("endpointMissing");
  const model = isJudge ? endpoint.model : (project?.embeddingModel ?? "");
  const consent = await findConsent(db(), { projectId: asked.projectId, purpose: asked.use, endpointId });
  if (!consent) throw new EmbedderError("consentMissing");
  if (consent.baseUrl !== endpoint.baseUrl || consent.model !== model) {
    throw new EmbedderError("consentOutdated", { agreed: `${consent.model}, ${consent.baseUrl}` });
  }
  return { ...endpoint, model };
}
