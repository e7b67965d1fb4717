import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";

/**
 * Makes writers of one project's labels and real data wait for one another, until the transaction ends.
 * @throws UserError not-found, also where the project is somebody else's
 */
export async function lockProject(
  transaction: Transaction,
  { userId, projectId }: { userId: string; projectId: string },
): Promise<void> {
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Project" WHERE "id" = ${projectId}::uuid AND "ownerId" = ${userId}::uuid FOR NO KEY UPDATE`;
  if (rows.length === 0) throw new UserError("not-found", "projects.errors.notFound");
}
