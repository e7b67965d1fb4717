import "server-only";
import { lockProject } from "#lib/projects/lock-project.ts";
import { db } from "#lib/server/db.ts";

/**
 * Lets the project's owner look at test rows, one finding at a time and logged. Nobody has this by default; granted
 * twice it keeps its first date.
 * @throws UserError not-found
 */
export async function grantRevealPermission(asked: { userId: string; projectId: string }): Promise<void> {
  const { userId, projectId } = asked;
  await db().$transaction(async (transaction) => {
    await lockProject(transaction, asked);
    await transaction.revealPermission.createMany({ data: [{ userId, projectId }], skipDuplicates: true });
  });
}
