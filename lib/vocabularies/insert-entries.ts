import "server-only";
import { randomUUID } from "node:crypto";
import type { Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { type NewEntry, vocabularyLimits } from "./vocabularies.ts";

/**
 * Appends entries to a vocabulary whose row the transaction has locked. A text that is already there is ignored.
 * @throws UserError invalid where there would be too many, conflict where a label is not the project's
 */
export async function insertEntries(asked: {
  transaction: Transaction;
  projectId: string;
  vocabularyId: string;
  entries: readonly NewEntry[];
}): Promise<{ added: number; ignored: number }> {
  const { transaction, projectId, vocabularyId, entries } = asked;
  await requireLabels(
    transaction,
    projectId,
    entries.flatMap((entry) => entry.labelIds ?? []),
  );
  const there = await transaction.vocabularyEntry.findMany({
    where: { vocabularyId },
    select: { text: true, position: true },
  });
  const seen = new Set(there.map((entry) => entry.text));
  let position = there.reduce((last, entry) => Math.max(last, entry.position), -1);
  const fresh = entries.flatMap(({ text, weight = 1, labelIds = [] }) => {
    if (seen.has(text)) return [];
    seen.add(text);
    position += 1;
    return [{ id: randomUUID(), text, weight, position, labelIds: [...new Set(labelIds)] }];
  });
  if (seen.size > vocabularyLimits.entries) {
    throw new UserError("invalid", "vocabularies.errors.tooManyEntries", { limit: vocabularyLimits.entries });
  }
  await transaction.vocabularyEntry.createMany({
    data: fresh.map(({ labelIds: _, ...entry }) => ({ ...entry, vocabularyId })),
  });
  await transaction.vocabularyEntryLabel.createMany({
    data: fresh.flatMap(({ id, labelIds }) => labelIds.map((labelId) => ({ entryId: id, labelId }))),
  });
  return { added: fresh.length, ignored: entries.length - fresh.length };
}

/** @throws UserError conflict where a label is not the project's: it was deleted meanwhile, or never was */
export async function requireLabels(
  transaction: Transaction,
  projectId: string,
  labelIds: readonly string[],
) {
  const asked = [...new Set(labelIds)];
  if (asked.length === 0) return;
  // Held until the transaction ends: an entry whose only label is deleted meanwhile would belong to every label.
  const found = await transaction.$queryRaw<unknown[]>`
    SELECT "id" FROM "Label" WHERE "projectId" = ${projectId}::uuid AND "id" = ANY(${asked}::uuid[]) FOR KEY SHARE`;
  if (found.length < asked.length) throw new UserError("conflict", "vocabularies.errors.labelGone");
}
