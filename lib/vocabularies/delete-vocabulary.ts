import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { findVocabularyUses } from "./vocabulary-queries.ts";

/**
 * Deletes a vocabulary with its entries. Finished runs keep the values they were planned with.
 * @throws UserError not-found, conflict where the newest version of a recipe uses it
 */
export async function deleteVocabulary(asked: {
  userId: string;
  vocabularyId: string;
}): Promise<{ projectId: string }> {
  const where = { id: asked.vocabularyId, project: { ownerId: asked.userId } };
  const vocabulary = await db().vocabulary.findFirst({
    where,
    select: { id: true, name: true, projectId: true },
  });
  if (!vocabulary) throw new UserError("not-found", "vocabularies.errors.notFound");
  const usedBy = (await findVocabularyUses(vocabulary.projectId)).get(vocabulary.id) ?? [];
  if (usedBy.length > 0) {
    const values = { name: vocabulary.name, recipes: usedBy.join(", "), count: usedBy.length };
    throw new UserError("conflict", "vocabularies.errors.inUse", values);
  }
  await db().vocabulary.deleteMany({ where });
  return { projectId: vocabulary.projectId };
}
