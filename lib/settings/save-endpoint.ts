import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { encryptSecret } from "#lib/server/secrets.ts";
import { endpointLimits, type SaveEndpointInput } from "./endpoints.ts";
import { keptKey } from "./kept-key.ts";

/**
 * Makes or changes an endpoint.
 * @returns its id
 */
export async function saveEndpoint(input: SaveEndpointInput & { userId: string }): Promise<string> {
  const { userId, endpointId, key, removeKey, ...fields } = input;
  const before = endpointId
    ? await db().endpoint.findFirst({ where: { id: endpointId, ownerId: userId } })
    : null;
  if (endpointId && !before) throw new UserError("not-found", "settings.errors.notFound");
  if (!before && (await db().endpoint.count({ where: { ownerId: userId } })) >= endpointLimits.endpoints) {
    throw new UserError("conflict", "settings.errors.tooMany");
  }
  const data = { ...fields, encryptedKey: key ? encryptSecret(key) : keptKey(before, input) };
  try {
    const { id } = before
      ? await db().endpoint.update({ where: { id: before.id }, data })
      : await db().endpoint.create({ data: { ...data, ownerId: userId } });
    return id;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw new UserError("conflict", "settings.errors.nameTaken", { name: fields.name });
    }
    throw error;
  }
}
