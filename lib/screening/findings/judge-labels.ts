import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";

/**
 * Brings the findings against the labels of the exemplars `e` in line with what the judge of their run said of their
 * texts as they stand: one where it says another label or none. A label that was deleted since fits no more than none.
 * An override stays while the judge says the same, whatever the label. The counters are the caller's.
 */
export async function judgeLabels(transaction: Transaction, exemplars: Prisma.Sql): Promise<void> {
  await transaction.$executeRaw`
    DELETE FROM "Finding" f USING "Exemplar" e
    WHERE e.id = f."exemplarId" AND ${exemplars} AND f.against = 'label' AND NOT EXISTS (
      SELECT 1 FROM ${SAID}
      WHERE a."exemplarId" = e.id AND ${STANDS} AND l.id IS NOT DISTINCT FROM f."matchId"
        AND (f.state = 'overridden' OR l.id IS DISTINCT FROM e."labelId"))`;
  await transaction.$executeRaw`
    INSERT INTO "Finding" (id, "projectId", "exemplarId", kind, detector, against, score, threshold, "matchId", "createdAt")
    SELECT gen_random_uuid(), e."projectId", e.id, 'labelDisagreement', 'judge', 'label', 1, 1, l.id,
      ${new Date()}::timestamp
    FROM ${SAID} JOIN "Exemplar" e ON e.id = a."exemplarId"
    WHERE ${exemplars} AND ${STANDS} AND l.id IS DISTINCT FROM e."labelId"
    ON CONFLICT ("exemplarId", against) DO NOTHING`;
}

const SAID = Prisma.sql`"Assessment" a LEFT JOIN "Label" l ON l.id = a."labelId"`;

/** It was judged, and by the text that it has now. */
const STANDS = Prisma.sql`a.problem IS NULL AND a.digest = encode(sha256(convert_to(e.text, 'UTF8')), 'hex')`;
