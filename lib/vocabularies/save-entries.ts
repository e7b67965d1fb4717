import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { requireLabels } from "./insert-entries.ts";
import { type SavedEntry, vocabularyLimits } from "./vocabularies.ts";

/**
 * Writes what the table changed: entries new, changed and deleted, all or none. The browser names the entries, so
 * doing it twice changes nothing, and taking back a deletion is saving the entry again.
 * @throws UserError not-found, conflict (two entries with one text), invalid
 */
export async function saveEntries(asked: {
  userId: string;
  vocabularyId: string;
  saved: readonly SavedEntry[];
  deleted: readonly string[];
}): Promise<{ projectId: string; added: number; deleted: number }> {
  const { userId, vocabularyId } = asked;
  const saved = [...new Map(asked.saved.map((entry) => [entry.id, entry])).values()];
  const savedIds = new Set(saved.map((entry) => entry.id));
  const deleted = asked.deleted.filter((id) => !savedIds.has(id));
  return db().$transaction(async (transaction) => {
    // Locks the row: two saves of one vocabulary go one after the other, which keeps the texts unique.
    const [vocabulary] = await transaction.vocabulary.updateManyAndReturn({
      where: { id: vocabularyId, project: { ownerId: userId } },
      data: { updatedAt: new Date() },
      select: { projectId: true },
    });
    if (!vocabulary) throw new UserError("not-found", "vocabularies.errors.notFound");
    await requireLabels(
      transaction,
      vocabulary.projectId,
      saved.flatMap((entry) => entry.labelIds),
    );

    const { count: removed } = await transaction.vocabularyEntry.deleteMany({
      where: { vocabularyId, id: { in: deleted } },
    });
    const { count: replaced } = await transaction.vocabularyEntry.deleteMany({
      where: { vocabularyId, id: { in: [...savedIds] } },
    });
    const rest = await transaction.vocabularyEntry.findMany({
      where: { vocabularyId },
      select: { text: true },
    });
    const texts = new Set(rest.map((entry) => entry.text));
    for (const { text } of saved) {
      if (texts.has(text)) {
        throw new UserError("conflict", "vocabularies.errors.textTaken", { text: text.slice(0, 80) });
      }
      texts.add(text);
    }
    if (texts.size > vocabularyLimits.entries) {
      throw new UserError("invalid", "vocabularies.errors.tooManyEntries", {
        limit: vocabularyLimits.entries,
      });
    }
    await transaction.vocabularyEntry.createMany({
      data: saved.map(({ labelIds: _, ...entry }) => ({ ...entry, vocabularyId })),
    });
    await transaction.vocabularyEntryLabel.createMany({
      data: saved.flatMap(({ id, labelIds }) =>
        [...new Set(labelIds)].map((labelId) => ({ entryId: id, labelId })),
      ),
    });
    return { projectId: vocabulary.projectId, added: saved.length - replaced, deleted: removed };
  });
}
