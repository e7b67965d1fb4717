import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { lockProject } from "../lock-project.ts";
import type { LabelUse } from "../projects.ts";

/** What became of the asking: deleted, or still in use and by how many rows. */
export type LabelDeletion = { deleted: true } | { deleted: false; use: LabelUse };

/**
 * Deletes a label that nothing uses.
 * @throws UserError not-found
 */
export async function deleteLabel(asked: {
  userId: string;
  projectId: string;
  labelId: string;
}): Promise<LabelDeletion> {
  const { projectId, labelId } = asked;
  return db().$transaction(async (transaction) => {
    await lockProject(transaction, asked);
    // Whoever is about to give the label to a row waits, and finds it gone or stays in the count.
    await transaction.$queryRaw`
      SELECT "id" FROM "Label" WHERE "id" = ${labelId}::uuid AND "projectId" = ${projectId}::uuid FOR UPDATE`;
    const label = await transaction.label.findFirst({
      where: { id: labelId, projectId },
      select: {
        _count: {
          select: {
            supportExamples: true,
            testRows: true,
            // An entry that belonged to this label only would belong to every label without it.
            vocabularyEntries: true,
            runItems: true,
            exemplars: true,
          },
        },
      },
    });
    if (!label) throw new UserError("not-found", "projects.errors.labelNotFound");
    if (Object.values(label._count).some((count) => count > 0)) return { deleted: false, use: label._count };
    await transaction.label.delete({ where: { id: labelId } });
    return { deleted: true };
  });
}
