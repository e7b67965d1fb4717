import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { encryptSecret } from "#lib/server/secrets.ts";
import { endpointLimits, type SaveEndpointInput } from "./endpoints.ts";

/**
 * Makes or changes an endpoint. A stored key stays with the host it was entered for: who may change the address
 * but does not know the key must not be able to have it sent elsewhere.
 * @returns its id
 */
export async function saveEndpoint(input: SaveEndpointInput & { userId: string }): Promise<string> {
  const { userId, endpointId, name, baseUrl, model } = input;
  const before = endpointId
    ? await db().endpoint.findFirst({ where: { id: endpointId, ownerId: userId } })
    : null;
  if (endpointId && !before) throw new UserError("not-found", "settings.errors.notFound");
  if (!before && (await db().endpoint.count({ where: { ownerId: userId } })) >= endpointLimits.endpoints) {
    throw new UserError("conflict", "settings.errors.tooMany");
  }
  const host = before && new URL(before.baseUrl).origin;
  if (before?.encryptedKey && host && !input.key && !input.removeKey && host !== new URL(baseUrl).origin) {
    throw new UserError("invalid", "settings.errors.keyForOtherHost", { host });
  }
  const kept = input.removeKey ? null : (before?.encryptedKey ?? null);
  const data = { name, baseUrl, model, encryptedKey: input.key ? encryptSecret(input.key) : kept };
  try {
    const { id } = before
      ? await db().endpoint.update({ where: { id: before.id }, data })
      : await db().endpoint.create({ data: { ...data, ownerId: userId } });
    return id;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw new UserError("conflict", "settings.errors.nameTaken", { name });
    }
    throw error;
  }
}
