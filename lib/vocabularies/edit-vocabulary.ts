import "server-only";
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
    const [vocabulary] = await transaction.vocabulary.updateManyAndReturn({
      where: { id: vocabularyId, project: { ownerId: userId } },
      data: { updatedAt: new Date() },
      select: { projectId: true },
    });
    if (!vocabulary) throw new UserError("not-found", "vocabularies.errors.notFound");
    const { projectId } = vocabulary;
    const others = await transaction.vocabulary.findMany({
      where: { projectId, id: { not: vocabularyId } },
      select: { name: true },
    });
    const same = others.find((other) => other.name.toLowerCase() === name.toLowerCase());
    if (same) throw new UserError("conflict", "vocabularies.errors.nameTaken", { name: same.name });
    await transaction.vocabulary.update({ where: { id: vocabularyId }, data: { name, description } });
    return { projectId };
  });
}
