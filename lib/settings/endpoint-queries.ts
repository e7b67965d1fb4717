import "server-only";
import { db } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { UserError } from "#lib/server/errors.ts";
import type { EndpointModel } from "#lib/server/generated/models.ts";
import type { LlmEndpoint } from "#lib/server/llm/openai-client.ts";
import { decryptSecret } from "#lib/server/secrets.ts";
import { canonicalBaseUrl, ENVIRONMENT, type Endpoint } from "./endpoints.ts";

const OPENAI = "https://api.openai.com/v1";

/** The user's endpoints, the one of the environment first where it is set. */
export async function listEndpoints(userId: string): Promise<Endpoint[]> {
  const rows = await db().endpoint.findMany({
    where: { ownerId: userId, name: { not: ENVIRONMENT } },
    orderBy: [{ name: "asc" }],
  });
  const environment = environmentEndpoint();
  return [...(environment ? [listedEnvironment(environment)] : []), ...rows.map(listed)];
}

function listed(row: EndpointModel): Endpoint {
  const { id, name, baseUrl, model, encryptedKey, inputPrice, outputPrice, mostAtOnce } = row;
  const { requestsPerMinute, tokensPerMinute, flavour, apiVersion, takesSeed, takesSchema } = row;
  return {
    id,
    name,
    baseUrl,
    model,
    hasKey: encryptedKey !== null,
    prices: inputPrice === null || outputPrice === null ? null : { input: inputPrice, output: outputPrice },
    mostAtOnce,
    requestsPerMinute,
    tokensPerMinute,
    flavour,
    apiVersion,
    takesSeed,
    takesSchema,
  };
}

/** Of the environment nothing more is known. */
function listedEnvironment({ baseUrl, model, key }: LlmEndpoint): Endpoint {
  return {
    id: ENVIRONMENT,
    name: ENVIRONMENT,
    baseUrl,
    model,
    hasKey: key !== null,
    prices: null,
    mostAtOnce: null,
    requestsPerMinute: null,
    tokensPerMinute: null,
    flavour: "openai",
    apiVersion: null,
    takesSeed: null,
    takesSchema: null,
  };
}

/** The environment names an address or a key, but no model, and so describes no endpoint. */
export function isEnvironmentIncomplete(): boolean {
  const { OPENAI_BASE_URL, OPENAI_API_KEY, OPENAI_MODEL } = env();
  return !OPENAI_MODEL && Boolean(OPENAI_BASE_URL || OPENAI_API_KEY);
}

/** @returns null where the environment describes none. The key is read each time and stored nowhere. */
export function environmentEndpoint(): LlmEndpoint | null {
  const { OPENAI_BASE_URL, OPENAI_API_KEY, OPENAI_MODEL } = env();
  if (!OPENAI_MODEL || !(OPENAI_BASE_URL || OPENAI_API_KEY)) return null;
  const baseUrl = canonicalBaseUrl(OPENAI_BASE_URL ?? OPENAI);
  return baseUrl ? { baseUrl, model: OPENAI_MODEL, key: OPENAI_API_KEY ?? null } : null;
}

/** With its key, for the server's own use. @throws UserError not-found */
export async function getEndpointWithKey(asked: {
  userId: string;
  endpointId: string;
}): Promise<LlmEndpoint> {
  if (asked.endpointId === ENVIRONMENT) {
    const environment = environmentEndpoint();
    if (!environment) throw new UserError("not-found", "settings.errors.environmentMissing");
    return environment;
  }
  const row = await db().endpoint.findFirst({ where: { id: asked.endpointId, ownerId: asked.userId } });
  if (!row) throw new UserError("not-found", "settings.errors.notFound");
  return withKey(row);
}

/**
 * The endpoint that a run was started with, with its key as it is now.
 * @returns null where it was deleted or is no longer set in the environment
 * @throws where the stored key cannot be decrypted
 */
export async function findEndpointOfRun(runId: string): Promise<LlmEndpoint | null> {
  const row = await db().endpoint.findFirst({ where: { runs: { some: { id: runId } } } });
  return row && withKeyOrEnvironment(row);
}

/** The same of the run's judge. */
export async function findJudgeOfRun(runId: string): Promise<LlmEndpoint | null> {
  const row = await db().endpoint.findFirst({ where: { judgedRuns: { some: { id: runId } } } });
  return row && withKeyOrEnvironment(row);
}

/**
 * An endpoint of the project's owner, with its key as it is now.
 * @returns null where there is none, or it is no longer set in the environment
 * @throws where the stored key cannot be decrypted
 */
export async function findEndpointOfOwner({
  projectId,
  endpointId,
}: {
  projectId: string;
  endpointId: string;
}): Promise<LlmEndpoint | null> {
  const row = await db().endpoint.findFirst({
    where: { id: endpointId, owner: { projects: { some: { id: projectId } } } },
  });
  return row && withKeyOrEnvironment(row);
}

function withKeyOrEnvironment(row: EndpointModel): LlmEndpoint | null {
  return row.name === ENVIRONMENT ? environmentEndpoint() : withKey(row);
}

function withKey(row: EndpointModel): LlmEndpoint {
  const { id, baseUrl, model, encryptedKey, requestsPerMinute, tokensPerMinute, mostAtOnce } = row;
  const { flavour, apiVersion, takesSeed, takesSchema } = row;
  const key = encryptedKey === null ? null : decryptSecret(encryptedKey);
  const limits = { requestsPerMinute, tokensPerMinute, mostAtOnce };
  return { id, baseUrl, model, key, ...limits, flavour, apiVersion, takesSeed, takesSchema };
}
