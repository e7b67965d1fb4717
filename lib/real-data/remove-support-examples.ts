import "server-only";
import { lockProject } from "#lib/projects/lock-project.ts";
import { db } from "#lib/server/db.ts";

/**
 * Deletes support examples; those that are gone already are passed over. Exemplars must be screened again.
 * @throws UserError not-found (the project)
 */
export async function removeSupportExamples(asked: {
  userId: string;
  projectId: string;
  ids: string[];
}): Promise<{ removed: number }> {
  const { projectId, ids } = asked;
  return db().$transaction(async (transaction) => {
    await lockProject(transaction, asked);
    const { count } = await transaction.supportExample.deleteMany({ where: { id: { in: ids }, projectId } });
    if (count > 0) {
      await transaction.exemplar.updateMany({
        where: { projectId, screenedAt: { not: null } },
        data: { screenedAt: null },
      });
    }
    return { removed: count };
  });
}
