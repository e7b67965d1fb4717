import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";

// The seal: the only file that reads the text of test rows. Nothing that is shown, sent to a model or exported may
// import it; lib/screening and lib/insights compare with it and keep scores. A reveal shows one row to one person and
// is logged: lib/screening/reveals.

export interface SealedRow {
  id: string;
  text: string;
  labelId: string;
}

/** The test set, in the order of its import; [] where the project has none. */
export async function readSealedTestSet(projectId: string): Promise<SealedRow[]> {
  return db().testRow.findMany({
    where: { projectId },
    orderBy: { position: "asc" },
    select: { id: true, text: true, labelId: true },
  });
}

/** The texts alone, as a transaction sees them that may just have written them. */
export async function readSealedTexts(transaction: Transaction, projectId: string): Promise<string[]> {
  const rows = await transaction.testRow.findMany({ where: { projectId }, select: { text: true } });
  return rows.map(({ text }) => text);
}

/** One row with its label, for the reveal that is being logged; null where the project has no such row. */
export async function readSealedRow(
  transaction: Transaction,
  { projectId, rowId }: { projectId: string; rowId: string },
): Promise<{ text: string; label: { name: string; colour: string } } | null> {
  return transaction.testRow.findFirst({
    where: { id: rowId, projectId },
    select: { text: true, label: { select: { name: true, colour: true } } },
  });
}

/** These rows of the project, in any order; one that is no longer there is left out. */
export async function readSealedRows(projectId: string, ids: string[]): Promise<SealedRow[]> {
  return db().testRow.findMany({
    where: { projectId, id: { in: ids } },
    select: { id: true, text: true, labelId: true },
  });
}

/** How many of the rows have a vector of this embedder. */
export async function countEmbeddedRows({
  projectId,
  embedder,
}: {
  projectId: string;
  embedder: string;
}): Promise<{ done: number; total: number }> {
  const [row] = await db().$queryRaw<{ done: number; total: number }[]>`
    SELECT count(v.digest)::int AS done, count(*)::int AS total FROM "TestRow" t
    LEFT JOIN "StoredVector" v ON v."projectId" = t."projectId" AND v.embedder = ${embedder}
      AND v.digest = sha256(convert_to(t.text, 'UTF8'))
    WHERE t."projectId" = ${projectId}::uuid`;
  return row ?? { done: 0, total: 0 };
}
