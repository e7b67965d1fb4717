import "server-only";
import { lockProject } from "#lib/projects/lock-project.ts";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";

/**
 * Renames a vocabulary and its slot. Templates keep the old name: the screen says which recipes that concerns.
 * @throws UserError not-found, conflict (the name is taken, whatever its case)
 */
export async function editVocabulary(asked: {
  userId: string;
  vocabularyId: string;
  name: string;
  description: string;
}): Promise<{ projectId: string }> {
  const { userId, vocabularyId, name, description } = asked;
  return db().$transaction(async (transaction) => {
    const vocabulary = await transaction.vocabulary.findFirst({
      where: { id: vocabularyId, project: { ownerId: userId } },
      select: { projectId: true },
    });
    if (!vocabulary) throw new UserError("not-found", "vocabularies.errors.notFound");
    const { projectId } = vocabulary;
    // Names are compared whatever their case, which no index does: those who give one go one after the other.
    await lockProject(transaction, { userId, projectId });
    const others = await transaction.vocabulary.findMany({
      where: { projectId, id: { not: vocabularyId } },
      select: { name: true },
    });
    const same = others.find((other) => other.name.toLowerCase() === name.toLowerCase());
    if (same) throw new UserError("conflict", "vocabularies.errors.nameTaken", { name: same.name });
    const { count } = await transaction.vocabulary.updateMany({
      where: { id: vocabularyId },
      data: { name, description },
    });
    if (count === 0) throw new UserError("not-found", "vocabularies.errors.notFound");
    return { projectId };
  });
}
