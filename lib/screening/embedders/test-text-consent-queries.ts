import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import type { TestTextConsentModel } from "#lib/server/generated/models.ts";
import type { LlmEndpoint } from "#lib/server/llm/openai-client.ts";
import { UnreadableSecret } from "#lib/server/secrets.ts";
import { findEndpointOfOwner } from "#lib/settings/endpoint-queries.ts";
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

/** What was agreed to last and not taken back, whatever its endpoint has become; null where nothing was. */
export async function findLastConsent(
  transaction: Transaction,
  asked: { projectId: string; purpose: Purpose },
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
export async function getConsentedEndpoint(asked: { projectId: string; use: Purpose }): Promise<LlmEndpoint> {
  const { projectId, use } = asked;
  const { endpointId, model: chosenModel } = await findChoice(asked);
  if (!endpointId) throw new EmbedderError("endpointMissing");
  const endpoint = await findEndpointOfOwner({ projectId, endpointId }).catch((error: unknown) => {
    throw error instanceof UnreadableSecret ? new EmbedderError("keyUnreadable") : error;
  });
  if (!endpoint) throw new EmbedderError("endpointMissing");
  const model = chosenModel ?? endpoint.model;
  const consent = await findConsent(db(), { projectId, purpose: use, endpointId });
  if (!consent) throw new EmbedderError("consentMissing");
  if (consent.baseUrl !== endpoint.baseUrl || consent.model !== model) {
    throw new EmbedderError("consentOutdated", { agreed: `${consent.model}, ${consent.baseUrl}` });
  }
  return { ...endpoint, model };
}

/** The endpoint that the project uses; `model` null: the endpoint's own. */
async function findChoice({
  projectId,
  use,
}: {
  projectId: string;
  use: Purpose;
}): Promise<{ endpointId: string | null; model: string | null }> {
  if (use === "paraphrases") {
    // Chosen by the consent itself: nothing else of the project depends on it.
    const consent = await findLastConsent(db(), { projectId, purpose: use });
    if (!consent) throw new EmbedderError("consentMissing");
    return { endpointId: consent.endpointId, model: null };
  }
  const project = await db().project.findUnique({
    where: { id: projectId },
    select: { embeddingEndpointId: true, embeddingModel: true, judgeEndpointId: true },
  });
  if (use === "judge") return { endpointId: project?.judgeEndpointId ?? null, model: null };
  return { endpointId: project?.embeddingEndpointId ?? null, model: project?.embeddingModel ?? "" };
}
