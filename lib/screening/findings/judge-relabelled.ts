import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import { judgeMatches } from "./judge-matches.ts";

interface Relabelled {
  projectId: string;
  exemplarIds: string[];
}

/**
 * Locks the exemplars named, and those whose findings hang on their labels, in the one order in which every writer of
 * several takes them.
 * @returns the ids of all
 */
export async function lockWithLikes(
  transaction: Transaction,
  { projectId, exemplarIds }: Relabelled,
): Promise<string[]> {
  const locked = await transaction.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM "Exemplar" e
    WHERE e."projectId" = ${projectId}::uuid AND (e.id = ANY(${exemplarIds}::text[]::uuid[]) OR e.id IN (
      SELECT m."exemplarId" FROM "Match" m
      WHERE m."matchId" = ANY(${exemplarIds}::text[]::uuid[]) AND m.against = 'exemplar'))
    ORDER BY e.id FOR UPDATE`;
  return locked.map(({ id }) => id);
}

/** A duplicate under another label is a conflict of labels, and the other way round, for both of the pair. */
export async function judgeRelabelled(transaction: Transaction, relabelled: Relabelled): Promise<void> {
  const exemplarIds = await lockWithLikes(transaction, relabelled);
  await judgeMatches(transaction, { projectId: relabelled.projectId, exemplarIds });
}
