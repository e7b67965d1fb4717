import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { type Against, type Detector, judge, type ScreeningThresholds } from "../screening.ts";
import { storedDetectors, storedKinds } from "../stored-names.ts";

/** Two screenings of the same pair may differ by rounding. */
const SAME_SCORE = 1e-6;

/**
 * Makes the findings of stored scores, for the exemplars named or the whole project, in a handful of statements
 * whatever their number. An override stays while it is about the same pair of texts and they are no more alike than
 * when it was written, even where the threshold has moved above them.
 */
export async function judgeScores(
  transaction: Transaction,
  {
    projectId,
    thresholds,
    exemplarIds,
  }: { projectId: string; thresholds: ScreeningThresholds; exemplarIds?: string[] },
): Promise<void> {
  const exemplars = exemplarIds
    ? Prisma.sql`e."projectId" = ${projectId}::uuid AND e.id = ANY(${exemplarIds}::text[]::uuid[])`
    : Prisma.sql`e."projectId" = ${projectId}::uuid`;
  const judged = Prisma.sql`
    SELECT s."exemplarId", s.detector, s.against, s.score, s."matchId", rule.kind::"FindingKind" AS kind, rule.threshold
    FROM "Exemplar" e
    JOIN "SimilarityScore" s ON s."exemplarId" = e.id
    JOIN jsonb_to_recordset(${JSON.stringify(rulesOf(thresholds))}::jsonb)
      AS rule(detector text, against text, kind text, threshold float8)
      ON rule.detector::"Detector" = s.detector AND rule.against::"Against" = s.against
    WHERE ${exemplars} AND s.score >= rule.threshold`;
  const samePair = Prisma.sql`s."exemplarId" = f."exemplarId" AND s.detector = f.detector
    AND s.against = f.against AND s."matchId" = f."matchId"`;

  await transaction.$executeRaw`
    WITH judged AS MATERIALIZED (${judged})
    DELETE FROM "Finding" f USING "Exemplar" e
    WHERE e.id = f."exemplarId" AND ${exemplars} AND CASE f.state
      WHEN 'open' THEN NOT EXISTS (SELECT 1 FROM judged s WHERE ${samePair})
      ELSE NOT EXISTS (SELECT 1 FROM "SimilarityScore" s WHERE ${samePair} AND s.score <= f.score + ${SAME_SCORE})
    END`;
  await transaction.$executeRaw`
    INSERT INTO "Finding" (id, "projectId", "exemplarId", kind, detector, against, score, threshold, "matchId", "createdAt")
    SELECT gen_random_uuid(), ${projectId}::uuid, j."exemplarId", j.kind, j.detector, j.against, j.score, j.threshold,
      j."matchId", ${new Date()}::timestamp
    FROM (${judged}) j
    ON CONFLICT ("exemplarId", detector, against)
      DO UPDATE SET score = excluded.score, threshold = excluded.threshold
      WHERE "Finding".score <> excluded.score OR "Finding".threshold <> excluded.threshold`;
  await countFindings(transaction, exemplars);
}

/** Brings the counters of the exemplars `e` in line with their findings. */
export async function countFindings(transaction: Transaction, exemplars: Prisma.Sql): Promise<void> {
  await transaction.$executeRaw`
    WITH counted AS (
      SELECT e.id,
        count(f.id) FILTER (WHERE f.state = 'open')::int AS findings,
        count(f.id) FILTER (WHERE f.state = 'open' AND f.against = 'test')::int AS leaks
      FROM "Exemplar" e LEFT JOIN "Finding" f ON f."exemplarId" = e.id
      WHERE ${exemplars} GROUP BY e.id
    )
    UPDATE "Exemplar" e SET "openFindings" = c.findings, "openLeaks" = c.leaks FROM counted c
    WHERE e.id = c.id AND (e."openFindings" <> c.findings OR e."openLeaks" <> c.leaks)`;
}

/** `judge` as a table: it decides by detector, `against` and threshold alone, and a score of 1 reaches every one. */
function rulesOf(thresholds: ScreeningThresholds) {
  const detectors = Object.keys(storedDetectors) as Detector[];
  const againsts: Against[] = ["test", "support", "exemplar"];
  return againsts.flatMap((against) =>
    detectors.flatMap((detector) =>
      judge([{ detector, against, score: 1, matchId: "" }], thresholds).map(({ kind, threshold }) => ({
        detector: storedDetectors[detector],
        against,
        kind: storedKinds[kind],
        threshold,
      })),
    ),
  );
}
