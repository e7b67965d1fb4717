import { exactKey } from "#lib/core/text.ts";
import { writeWindows } from "#lib/real-data/egress/write-windows.ts";
import { fingerprintOf } from "#lib/real-data/fingerprint.ts";
import { db } from "#lib/server/db.ts";

interface Row {
  text: string;
  labelId: string;
}

/** Appends nothing, replaces nothing: for a project that has no support set yet. */
export async function seedSupportSet(projectId: string, rows: Row[]) {
  await db().supportExample.createMany({ data: numbered(projectId, rows) });
}

/** For a project that has no test set yet. */
export async function seedTestSet(projectId: string, rows: Row[], sealedById: string) {
  const data = numbered(projectId, rows);
  const fingerprint = fingerprintOf(data.map((row) => row.normalised));
  await db().testRow.createMany({ data });
  await db().testSet.create({ data: { projectId, fingerprint, rowCount: rows.length, sealedById } });
  const texts = rows.map(({ text }) => text);
  await db().$transaction((transaction) => writeWindows(transaction, { projectId, texts }));
}

function numbered(projectId: string, rows: Row[]) {
  return rows.map((row, position) => ({ ...row, projectId, position, normalised: exactKey(row.text) }));
}
