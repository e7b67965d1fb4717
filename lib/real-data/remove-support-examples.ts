import "server-only";
import { db } from "#lib/server/db.ts";

/** Deletes support examples; those that are gone already are passed over. Exemplars must be screened again. */
export async function removeSupportExamples(asked: {
  userId: string;
  projectId: string;
  ids: string[];
}): Promise<{ removed: number }> {
  const { userId, projectId, ids } = asked;
  return db().$transaction(async (transaction) => {
    const { count } = await transaction.supportExample.deleteMany({
      where: { id: { in: ids }, projectId, project: { ownerId: userId } },
    });
    if (count > 0) {
      await transaction.exemplar.updateMany({
        where: { projectId, screenedAt: { not: null } },
        data: { screenedAt: null },
      });
    }
    return { removed: count };
  });
}
