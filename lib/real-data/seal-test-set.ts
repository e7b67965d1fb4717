import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import { judgeShownText } from "./egress/judge-body.ts";
import { findWindows, listProjectIdsWithoutWindows } from "./egress/window-queries.ts";
import { writeWindows } from "./egress/write-windows.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { sayARow } from "./import/says-a-row.ts";
import type { SupportInTest } from "./real-data.ts";
import { readSealedTexts } from "./sealed-test-set.ts";
import { testRowId } from "./test-row-id.ts";

/** Puts these rows in the place of the project's test set, and seals them: from here on only screening reads them. */
export async function sealTestSet(
  transaction: Transaction,
  sealed: {
    projectId: string;
    sealedById: string;
    rows: { text: string; normalised: string; labelId: string }[];
  },
): Promise<void> {
  const { projectId, sealedById, rows } = sealed;
  await transaction.testRow.deleteMany({ where: { projectId } });
  await transaction.$executeRaw`
    INSERT INTO "TestRow" ("id", "projectId", "labelId", "position", "text", "normalised")
    SELECT "row"."id", ${projectId}::uuid, "row"."labelId", "row"."number" - 1, "row"."text", "row"."normalised"
    FROM unnest(
      ${rows.map((row) => testRowId(projectId, row.normalised))}::uuid[],
      ${rows.map((row) => row.labelId)}::uuid[],
      ${rows.map((row) => row.text)}::text[],
      ${rows.map((row) => row.normalised)}::text[]
    ) WITH ORDINALITY AS "row"("id", "labelId", "text", "normalised", "number")`;
  const seal = {
    fingerprint: fingerprintOf(rows.map((row) => row.normalised)),
    rowCount: rows.length,
    sealedById,
    sealedAt: new Date(),
  };
  await transaction.testSet.upsert({ where: { projectId }, create: { projectId, ...seal }, update: seal });
  await writeWindows(transaction, { projectId, texts: rows.map((row) => row.text) });
}

/**
 * Writes the windows of test sets that were sealed before there were any, or whose support examples nobody has compared
 * with them. To be called before requests may leave.
 */
export async function writeMissingWindows(): Promise<void> {
  for (const projectId of await listProjectIdsWithoutWindows()) {
    await db().$transaction(async (transaction) => {
      // Another process may be at it, or may be sealing another set.
      await transaction.$queryRaw`SELECT id FROM "Project" WHERE id = ${projectId}::uuid FOR NO KEY UPDATE`;
      const set = await transaction.testSet.findUnique({ where: { projectId } });
      if (!set || set.windowSalt) return;
      await writeWindows(transaction, { projectId, texts: await readSealedTexts(transaction, projectId) });
      await withholdTestRows(transaction, projectId);
    });
  }
}

/**
 * Marks the support examples that say a whole test row, since recipes would show that row to a model, and those that
 * hold what no request may, since it would be refused. To be called by whoever changed either set, in the same
 * transaction.
 * @returns those that say a row; null where one of the sets is missing, so that nothing could be compared
 */
export async function withholdTestRows(
  transaction: Transaction,
  projectId: string,
): Promise<SupportInTest | null> {
  const support = await transaction.supportExample.findMany({
    where: { projectId },
    select: { id: true, text: true, position: true },
    orderBy: { position: "asc" },
  });
  const rows = await readSealedTexts(transaction, projectId);
  const says = sayARow(
    support.map(({ text }) => text),
    rows,
  );
  const saying = support.filter((_, index) => says[index]);
  const ids = saying.map(({ id }) => id);
  const windows = await findWindows(projectId, transaction);
  const holds = windows ? judgeShownText(windows) : () => false;
  const holding = support.filter(({ text }) => holds(text)).map(({ id }) => id);
  await transaction.$executeRaw`
    UPDATE "SupportExample" e SET "saysTestRow" = now.says, "holdsTestWords" = now.holds
    FROM (
      SELECT id, id = ANY(${ids}::text[]::uuid[]) AS says, id = ANY(${holding}::text[]::uuid[]) AS holds
      FROM "SupportExample" WHERE "projectId" = ${projectId}::uuid
    ) now
    WHERE e.id = now.id AND (e."saysTestRow", e."holdsTestWords") <> (now.says, now.holds)`;
  if (support.length === 0 || rows.length === 0) return null;
  const exact = says.filter((how) => how === "exact").length;
  return {
    exact,
    contained: saying.length - exact,
    positions: saying.map(({ position }) => position + 1),
    ids,
  };
}
