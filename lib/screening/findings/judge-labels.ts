import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";

/**
 * Brings the findings against the labels of the exemplars `e` in line with what the judge of their run said of their
 * texts as they stand: one where it says another label or none. A label that was deleted since fits no more than none.
 * An override stays while the judge says the same, whatever the label. The counters are the caller's.
 */
export async function judgeLabels(
  transaction: Transaction,
  { projectId, exemplars }: { projectId: string; exemplars: Prisma.Sql },
): Promise<void> {
  const said = saidOf(exemplars);
  await transaction.$executeRaw`
    DELETE FROM "Finding" f USING "Exemplar" e
    WHERE e.id = f."exemplarId" AND ${exemplars}
      AND f."projectId" = ${projectId}::uuid AND f.kind = 'labelDisagreement' AND NOT EXISTS (
      SELECT 1 FROM (${said}) s
      WHERE s."exemplarId" = f."exemplarId" AND s."saidId" IS NOT DISTINCT FROM f."matchId"
        AND (f.state = 'overridden' OR s."saidId" IS DISTINCT FROM s."labelId"))`;
  await transaction.$executeRaw`
    INSERT INTO "Finding" (id, "projectId", "exemplarId", kind, detector, against, score, threshold, "matchId", "createdAt")
    SELECT gen_random_uuid(), ${projectId}::uuid, s."exemplarId", 'labelDisagreement', 'judge', 'label', 1, 1, s."saidId",
      ${new Date()}::timestamp
    FROM (${said}) s WHERE s."saidId" IS DISTINCT FROM s."labelId"
    ON CONFLICT ("exemplarId", against) DO NOTHING`;
}

function saidOf(exemplars: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT e.id AS "exemplarId", e."labelId", l.id AS "saidId"
    FROM "Assessment" a
    JOIN "Exemplar" e ON e.id = a."exemplarId"
    LEFT JOIN "Label" l ON l.id = a."labelId"
    WHERE ${exemplars} AND a.problem IS NULL AND a.digest = encode(sha256(convert_to(e.text, 'UTF8')), 'hex')`;
}
