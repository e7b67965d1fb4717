import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { isStillReferred } from "#lib/server/violations.ts";
import type { LabelUse } from "./projects.ts";

/** What became of the asking: deleted, or still in use and by how many rows. */
export type LabelDeletion = { deleted: true } | { deleted: false; use: LabelUse };

/** Deletes a label that nothing uses. */
export async function deleteLabel(asked: {
  userId: string;
  projectId: string;
  labelId: string;
}): Promise<LabelDeletion> {
  const { userId, projectId, labelId } = asked;
  const where = { id: labelId, projectId, project: { ownerId: userId } };
  const use = await countUse(where);
  if (Object.values(use).some((count) => count > 0)) return { deleted: false, use };
  try {
    await db().label.deleteMany({ where });
    return { deleted: true };
  } catch (error) {
    // Somebody gave the label to a row between the count and the delete.
    if (!isStillReferred(error)) throw error;
    return { deleted: false, use: await countUse(where) };
  }
}

async function countUse(where: {
  id: string;
  projectId: string;
  project: { ownerId: string };
}): Promise<LabelUse> {
  const label = await db().label.findFirst({
    where,
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
  return label._count;
}
