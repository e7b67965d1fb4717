import "server-only";
import { PASSES } from "#lib/runs/passing-exemplars.ts";
import { db } from "#lib/server/db.ts";

/** What the judge of a run is shown: never the label. */
export interface ToAssess {
  id: string;
  number: number;
  text: string;
  /** When somebody last had it judged anew: only a reply since then counts; null where nobody did. */
  repliesSince: Date | null;
}

/**
 * Exemplars of a run that its judge is to be asked about, in the order of their numbers: those that pass and have no
 * assessment of their text as it stands. One that is "not judged" has been asked about.
 * @param asked.after the number of the last one that was given out
 */
export async function findToAssess(asked: {
  runId: string;
  atMost: number;
  after?: number;
}): Promise<ToAssess[]> {
  return db().$queryRaw<ToAssess[]>`
    SELECT id, number, text, (
      SELECT a."createdAt" FROM "Assessment" a WHERE a."exemplarId" = "Exemplar".id
    ) AS "repliesSince" FROM "Exemplar"
    WHERE "runId" = ${asked.runId}::uuid AND number > ${asked.after ?? 0}::int AND ${PASSES} AND NOT EXISTS (
      SELECT 1 FROM "Assessment" a
      WHERE a."exemplarId" = "Exemplar".id AND a.digest = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
    ORDER BY number LIMIT ${asked.atMost}::int`;
}
