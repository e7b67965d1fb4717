import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { environmentEndpoint } from "./endpoint-queries.ts";
import { ENVIRONMENT } from "./endpoints.ts";

/**
 * Gives the environment's endpoint a row of its own, without the key, so that a run can refer to it and is never
 * mistaken for one whose endpoint was deleted.
 * @returns the row's id
 * @throws UserError not-found where the environment describes no endpoint
 */
export async function keepEnvironmentEndpoint(userId: string): Promise<string> {
  const environment = environmentEndpoint();
  if (!environment) throw new UserError("not-found", "settings.errors.environmentMissing");
  const { baseUrl, model } = environment;
  const { id } = await db().endpoint.upsert({
    where: { ownerId_name: { ownerId: userId, name: ENVIRONMENT } },
    create: { ownerId: userId, name: ENVIRONMENT, baseUrl, model },
    update: { baseUrl, model },
  });
  return id;
}
