import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { insertEntries } from "./insert-entries.ts";
import type { NewEntry } from "./vocabularies.ts";

/**
 * Appends a list to a vocabulary; a text that is already there is ignored and counted.
 * @throws UserError not-found, invalid
 */
export async function addEntries(asked: {
  userId: string;
  vocabularyId: string;
  entries: readonly NewEntry[];
}): Promise<{ projectId: string; added: number; ignored: number }> {
  const { userId, vocabularyId, entries } = asked;
  return db().$transaction(async (transaction) => {
    const [vocabulary] = await transaction.vocabulary.updateManyAndReturn({
      where: { id: vocabularyId, project: { ownerId: userId } },
      data: { updatedAt: new Date() },
      select: { projectId: true },
    });
    if (!vocabulary) throw new UserError("not-found", "vocabularies.errors.notFound");
    const { projectId } = vocabulary;
    return { projectId, ...(await insertEntries({ transaction, vocabularyId, projectId, entries })) };
  });
}
