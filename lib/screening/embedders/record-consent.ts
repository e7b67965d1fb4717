import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import type { TestTextConsentModel } from "#lib/server/generated/models.ts";
import { getEndpointWithKey } from "#lib/settings/endpoint-queries.ts";
import { ENVIRONMENT } from "#lib/settings/endpoints.ts";
import { keepEnvironmentEndpoint } from "#lib/settings/keep-environment-endpoint.ts";

type Purpose = TestTextConsentModel["purpose"];

export interface AgreedEndpoint {
  endpointId: string;
  baseUrl: string;
  model: string;
}

/**
 * The endpoint that a user agrees to, as it stands.
 * @param asked.baseUrl the address that stood in the sentence agreed to
 * @param asked.model null: the endpoint's own
 * @throws UserError not-found, or conflict where the address is another by now
 */
export async function findAgreedEndpoint(asked: {
  userId: string;
  endpointId: string;
  baseUrl: string;
  model: string | null;
}): Promise<AgreedEndpoint> {
  const { userId, endpointId } = asked;
  const { baseUrl, model } = await getEndpointWithKey({ userId, endpointId });
  if (baseUrl !== asked.baseUrl)
    throw new UserError("conflict", "embedders.errors.endpointChanged", { baseUrl });
  const id = endpointId === ENVIRONMENT ? await keepEnvironmentEndpoint(userId) : endpointId;
  return { endpointId: id, baseUrl, model: asked.model ?? model };
}

/** Writes down who agreed to what, in place of what was agreed to before for the same purpose. */
export async function recordConsent(
  transaction: Transaction,
  consent: AgreedEndpoint & { projectId: string; userId: string; purpose: Purpose },
): Promise<void> {
  await withdrawConsents(transaction, consent);
  const { projectId, userId, purpose, endpointId, baseUrl, model } = consent;
  await transaction.testTextConsent.create({
    data: { projectId, userId, purpose, endpointId, baseUrl, model },
  });
}

/** Nothing is sent for this purpose from here on. */
export async function withdrawConsents(
  transaction: Transaction,
  { projectId, purpose }: { projectId: string; purpose: Purpose },
): Promise<void> {
  await transaction.testTextConsent.updateMany({
    where: { projectId, purpose, withdrawnAt: null },
    data: { withdrawnAt: new Date() },
  });
}
