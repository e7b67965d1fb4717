import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { insertEntries } from "./insert-entries.ts";
import { type NewEntry, vocabularyLimits } from "./vocabularies.ts";

/**
 * Makes a vocabulary with its entries, in one go. Of entries with the same text the first one counts.
 * @throws UserError not-found (the project), conflict (the name is taken, whatever its case), invalid
 */
export async function createVocabulary(asked: {
  userId: string;
  projectId: string;
  name: string;
  description?: string;
  entries: readonly NewEntry[];
}): Promise<{ id: string; name: string; added: number; ignored: number }> {
  const { userId, projectId, name, description = "", entries } = asked;
  return db().$transaction(async (transaction) => {
    const { count } = await transaction.project.updateMany({
      where: { id: projectId, ownerId: userId },
      data: { updatedAt: new Date() },
    });
    if (count === 0) throw new UserError("not-found", "projects.errors.notFound");
    const others = await transaction.vocabulary.findMany({ where: { projectId }, select: { name: true } });
    const same = others.find((other) => other.name.toLowerCase() === name.toLowerCase());
    if (same) throw new UserError("conflict", "vocabularies.errors.nameTaken", { name: same.name });
    if (others.length >= vocabularyLimits.vocabularies) {
      throw new UserError("invalid", "vocabularies.errors.tooManyVocabularies");
    }
    const { id } = await transaction.vocabulary.create({ data: { projectId, name, description } });
    const report = await insertEntries({ transaction, projectId, vocabularyId: id, entries });
    return { id, name, ...report };
  });
}
