import "server-only";
import { lockProject } from "#lib/projects/lock-project.ts";
import { db } from "#lib/server/db.ts";

/**
 * Hides the test rows from the user again; what was revealed stays logged and counted.
 * @throws UserError not-found
 */
export async function withdrawRevealPermission(asked: { userId: string; projectId: string }): Promise<void> {
  const { userId, projectId } = asked;
  await db().$transaction(async (transaction) => {
    await lockProject(transaction, asked);
    await transaction.revealPermission.deleteMany({ where: { userId, projectId } });
  });
}
