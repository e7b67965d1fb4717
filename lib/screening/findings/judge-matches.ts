import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { judgeLabels } from "./judge-labels.ts";

/** Two screenings of the same pair may differ by rounding. */
const SAME_SCORE = 1e-6;

/**
 * Makes the findings of stored matches by the project's thresholds, its judge and the labels as they stand, for the
 * exemplars named or the whole project, in a handful of statements whatever their number: at most one finding for
 * each exemplar and set. An override stays while it is about the same pair of texts and they are no more alike than
 * when it was written, whatever the thresholds. The caller holds the project's lock (`lockThresholds`).
 *
 * Against the test set the first of these that holds: the texts are the same; the probability, the word edit or the
 * cosine reaches its threshold; the probability lies in the judge's grey zone and the judge has not said that the two
 * differ. No verdict, or an unknown one, is a finding like any other. Against support examples and other exemplars the
 * same without the judge; where their label is another, that is a conflict of labels. What the judge of a run says of an
 * exemplar's own label is judged along with that: see judge-labels.ts.
 */
export async function judgeMatches(
  transaction: Transaction,
  { projectId, exemplarIds }: { projectId: string; exemplarIds?: string[] },
): Promise<void> {
  const exemplars = exemplarIds
    ? Prisma.sql`e."projectId" = ${projectId}::uuid AND e.id = ANY(${exemplarIds}::text[]::uuid[])`
    : Prisma.sql`e."projectId" = ${projectId}::uuid`;
  const judged = judgedOf(exemplars);
  await transaction.$executeRaw`
    DELETE FROM "Finding" f USING "Exemplar" e
    WHERE e.id = f."exemplarId" AND ${exemplars} AND f.state = 'open' AND f.against <> 'label' AND NOT EXISTS (
      SELECT 1 FROM (${judged}) j
      WHERE j."exemplarId" = f."exemplarId" AND j.against = f.against AND j."matchId" = f."matchId")`;
  await transaction.$executeRaw`
    DELETE FROM "Finding" f USING "Exemplar" e
    WHERE e.id = f."exemplarId" AND ${exemplars} AND f.state = 'overridden' AND f.against <> 'label' AND NOT EXISTS (
      SELECT 1 FROM "Match" m
      WHERE m."exemplarId" = f."exemplarId" AND m.against = f.against AND m."matchId" = f."matchId"
        AND CASE f.detector
          WHEN 'exact' THEN m.exact WHEN 'wordEdit' THEN m."wordEdit" WHEN 'cosine' THEN m.cosine
          ELSE m.probability END <= f.score + ${SAME_SCORE})`;
  await transaction.$executeRaw`
    INSERT INTO "Finding" (id, "projectId", "exemplarId", kind, detector, against, score, threshold, "matchId", "createdAt")
    SELECT gen_random_uuid(), ${projectId}::uuid, j."exemplarId", j.kind::"FindingKind", j.detector::"Detector",
      j.against, j.score, j.threshold, j."matchId", ${new Date()}::timestamp
    FROM (${judged}) j
    ON CONFLICT ("exemplarId", against) DO UPDATE
      SET kind = excluded.kind, detector = excluded.detector, score = excluded.score, threshold = excluded.threshold
      WHERE ("Finding".kind, "Finding".detector, "Finding".score, "Finding".threshold)
        IS DISTINCT FROM (excluded.kind, excluded.detector, excluded.score, excluded.threshold)`;
  await judgeLabels(transaction, exemplars);
  await countFindings(transaction, exemplars);
}

/** The findings that the exemplars `e` have by the rules, whatever is stored of them. */
function judgedOf(exemplars: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT m."exemplarId", m.against, m."matchId", led.detector,
      CASE
        WHEN m.against = 'test' AND led.detector = 'exact' THEN 'exactLeak'
        WHEN m.against = 'test' AND led.detector = 'judge' AND v.verdict IS DISTINCT FROM 'rewriting' THEN 'unjudged'
        WHEN m.against = 'test' AND (led.detector IN ('cosine', 'judge')
          OR led.detector = 'combined' AND m.evidence = 'cosine') THEN 'semanticLeak'
        WHEN m.against = 'test' THEN 'nearLeak'
        WHEN coalesce(support."labelId", other."labelId") <> e."labelId" THEN 'labelConflict'
        WHEN m.against = 'support' THEN 'supportCopy'
        ELSE 'duplicate'
      END AS kind,
      CASE led.detector WHEN 'exact' THEN m.exact WHEN 'wordEdit' THEN m."wordEdit" WHEN 'cosine' THEN m.cosine
        ELSE m.probability END AS score,
      CASE led.detector WHEN 'exact' THEN 1 WHEN 'wordEdit' THEN p."wordEditThreshold"
        WHEN 'cosine' THEN p."cosineThreshold" WHEN 'judge' THEN p."judgeFrom" ELSE combined.threshold END AS threshold
    FROM "Exemplar" e
    JOIN "Project" p ON p.id = e."projectId"
    JOIN "Match" m ON m."exemplarId" = e.id
    LEFT JOIN "SupportExample" support ON m.against = 'support' AND support.id = m."matchId"
    LEFT JOIN "Exemplar" other ON m.against = 'exemplar' AND other.id = m."matchId"
    LEFT JOIN "LeakVerdict" v ON m.against = 'test' AND v."exemplarId" = m."exemplarId" AND v."matchId" = m."matchId"
      AND v.digest = encode(sha256(convert_to(e.text, 'UTF8')), 'hex')
    CROSS JOIN LATERAL (
      SELECT CASE m.against WHEN 'test' THEN p."leakThreshold" ELSE p."duplicateThreshold" END AS threshold
    ) combined
    CROSS JOIN LATERAL (
      SELECT CASE
        WHEN m.exact >= 1 THEN 'exact'
        WHEN m.probability >= combined.threshold THEN 'combined'
        WHEN m."wordEdit" >= p."wordEditThreshold" THEN 'wordEdit'
        WHEN m.cosine >= p."cosineThreshold" THEN 'cosine'
        WHEN m.against = 'test' AND p."judgeEndpointId" IS NOT NULL AND m.probability >= p."judgeFrom"
          AND v.verdict IS DISTINCT FROM 'different' THEN 'judge'
      END AS detector
    ) led
    WHERE ${exemplars} AND led.detector IS NOT NULL
      -- The same more loosely, of the match alone: most go out by it before anything is joined or hashed.
      AND (m.exact >= 1 OR m.probability >= least(p."leakThreshold", p."duplicateThreshold", p."judgeFrom")
        OR m."wordEdit" >= p."wordEditThreshold" OR m.cosine >= p."cosineThreshold")`;
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
