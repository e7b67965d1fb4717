import { createHash } from "node:crypto";
import { normalise } from "#lib/core/text.ts";
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
  const fingerprint = createHash("sha256")
    .update(data.map((row) => row.normalised).sort().join("\n"))
    .digest("hex");
  await db().testRow.createMany({ data });
  await db().testSet.create({ data: { projectId, fingerprint, rowCount: rows.length, sealedById } });
}

function numbered(projectId: string, rows: Row[]) {
  return rows.map((row, position) => ({ ...row, projectId, position, normalised: normalise(row.text) }));
}
