import "server-only";
import { db } from "#lib/server/db.ts";

// The seal: the only file that reads the text of test rows. Nothing that is shown, sent to a model or exported may
// import it; lib/screening and lib/insights compare with it and keep scores.

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

/** Ids of the support examples whose normalised text stands in the test set, in the order of the support set. */
export async function listSupportIdsInTestSet(projectId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT "support"."id" FROM "SupportExample" AS "support"
    WHERE "support"."projectId" = ${projectId}::uuid AND "support"."normalised" IN (
      SELECT "test"."normalised" FROM "TestRow" AS "test" WHERE "test"."projectId" = ${projectId}::uuid
    )
    ORDER BY "support"."position"`;
  return rows.map(({ id }) => id);
}
