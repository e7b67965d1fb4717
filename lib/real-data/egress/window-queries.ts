import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import type { SealedWindows } from "./find-test-text.ts";

/**
 * Which windows a project's requests are compared with: another salt means another seal.
 * @returns null where there is no test set; `salt` null where it was sealed and its windows are not written
 */
export async function findWindowSalt(projectId: string): Promise<{ salt: Uint8Array | null } | null> {
  const set = await db().testSet.findUnique({ where: { projectId }, select: { windowSalt: true } });
  return set && { salt: set.windowSalt };
}

/**
 * All windows with their salt, as of one moment; null where there are none.
 * @param asked a transaction that may just have written them
 */
export async function findWindows(
  projectId: string,
  asked: Transaction = db(),
): Promise<SealedWindows | null> {
  const [row] = await asked.$queryRaw<{ salt: Uint8Array | null; anywhere: Uint8Array; alone: Uint8Array }[]>`
    SELECT s."windowSalt" AS salt,
      coalesce(string_agg(w.digest, ''::bytea) FILTER (WHERE NOT w.alone), ''::bytea) AS anywhere,
      coalesce(string_agg(w.digest, ''::bytea) FILTER (WHERE w.alone), ''::bytea) AS alone
    FROM "TestSet" s JOIN "TestWindow" w ON w."projectId" = s."projectId"
    WHERE s."projectId" = ${projectId}::uuid GROUP BY s."projectId"`;
  if (!row?.salt) return null;
  return { salt: row.salt, anywhere: row.anywhere, alone: row.alone };
}

/** Projects whose test set was sealed before there were windows. */
export async function listProjectIdsWithoutWindows(): Promise<string[]> {
  const sets = await db().testSet.findMany({ where: { windowSalt: null }, select: { projectId: true } });
  return sets.map(({ projectId }) => projectId);
}
