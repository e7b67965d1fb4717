import "server-only";
import { STEPS } from "#lib/core/statistics/step-histogram.ts";
import { getProject } from "#lib/projects/project-queries.ts";
import type { Label } from "#lib/projects/projects.ts";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { corpusKeyOf } from "../load-corpus.ts";
import type { ScreeningThresholds } from "../screening.ts";
import {
  type CalibrationFailure,
  type CalibrationResult,
  type CalibrationState,
  calibrationResult,
} from "./calibration.ts";
import type { ExemplarCounts } from "./exemplar-counts.ts";

interface Asked {
  userId: string;
  projectId: string;
}

/** The calibration that waits or was cut off, if one is asked for. */
export async function findAskedCalibration(projectId: string): Promise<{ id: string } | null> {
  return db().calibration.findFirst({
    where: { projectId, finishedAt: null },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
}

/** The projects whose calibration an earlier process left unfinished, or that have a test set and never had any. */
export async function listUncalibratedProjectIds(): Promise<string[]> {
  const projects = await db().project.findMany({
    where: {
      OR: [
        { calibrations: { some: { finishedAt: null } } },
        { testSet: { isNot: null }, calibrations: { none: {} } },
      ],
    },
    select: { id: true },
  });
  return projects.map(({ id }) => id);
}

/** @throws UserError not-found */
export async function getCalibrationState(asked: Asked): Promise<CalibrationState> {
  const { id: projectId } = await getProject(asked);
  const where = { projectId };
  const [testSet, supportExamples, [counted], last, measured, corpusKey] = await Promise.all([
    db().testSet.findUnique({ where, select: { rowCount: true } }),
    db().supportExample.count({ where }),
    db().$queryRaw<{ exemplars: number; screened: number }[]>`
      SELECT count(*)::int AS exemplars, count("screenedAt")::int AS screened
      FROM "Exemplar" WHERE "projectId" = ${projectId}::uuid`,
    db().calibration.findFirst({ where, orderBy: { createdAt: "desc" }, omit: { result: true } }),
    db().calibration.findFirst({
      where: { ...where, finishedAt: { not: null }, error: null },
      orderBy: { createdAt: "desc" },
      select: { corpusKey: true, finishedAt: true },
    }),
    corpusKeyOf(db(), projectId),
  ]);
  return {
    testRows: testSet?.rowCount ?? 0,
    supportExamples,
    exemplars: counted?.exemplars ?? 0,
    screened: counted?.screened ?? 0,
    stage: !last ? "none" : !last.finishedAt ? "running" : last.error ? "failed" : "done",
    progress: last?.progress ?? 0,
    failure: (last?.error ?? null) as CalibrationFailure | null,
    measuredAt: measured?.finishedAt?.toISOString() ?? null,
    isStale: measured !== null && measured.corpusKey !== corpusKey,
  };
}

/** What the screen of screening shows; polled by nobody, because the result is large. */
export interface CalibrationView {
  thresholds: ScreeningThresholds;
  falseAlarmRate: number | null;
  maskNumbers: boolean;
  labels: Label[];
  /** The last one that came to an end, whatever changed since; null before the first. */
  result: CalibrationResult | null;
  counts: ExemplarCounts;
}

/** @throws UserError not-found */
export async function getCalibration(asked: Asked): Promise<CalibrationView> {
  const { id: projectId, thresholds, falseAlarmRate, maskNumbers, labels } = await getProject(asked);
  const [measured, counts] = await Promise.all([
    db().calibration.findFirst({
      where: { projectId, finishedAt: { not: null }, error: null },
      orderBy: { createdAt: "desc" },
      select: { result: true },
    }),
    countExemplars(projectId, thresholds),
  ]);
  const result = measured && calibrationResult.parse(measured.result);
  return { thresholds, falseAlarmRate, maskNumbers, labels, result, counts };
}

/** By the stored matches, of which an exemplar has one with each set; rejected exemplars do not count. */
async function countExemplars(projectId: string, thresholds: ScreeningThresholds): Promise<ExemplarCounts> {
  const step = (score: Prisma.Sql) =>
    Prisma.sql`least(${STEPS}::int, greatest(0, floor(${score} * ${STEPS}::int + 1e-9)::int))`;
  const reach = Prisma.sql`CASE WHEN m.exact >= 1 OR m."wordEdit" >= ${thresholds.wordEdit}::float8
    OR m.cosine >= ${thresholds.cosine}::float8 THEN 1 ELSE m.probability END`;
  const counted = Prisma.sql`"Match" m JOIN "Exemplar" e ON e.id = m."exemplarId"
    WHERE e."projectId" = ${projectId}::uuid AND e.status <> 'rejected'`;
  const [withTest, withOthers] = await Promise.all([
    db().$queryRaw<Record<"leak" | "cosine" | "wordEdit" | "count", number>[]>`
      SELECT leak, cosine, "wordEdit", count(*)::int AS count FROM (
        SELECT ${step(reach)} AS leak, ${step(Prisma.sql`m.cosine`)} AS cosine,
          ${step(Prisma.sql`m."wordEdit"`)} AS "wordEdit"
        FROM ${counted} AND m.against = 'test'
      ) AS steps GROUP BY GROUPING SETS ((leak), (cosine), ("wordEdit"))`,
    db().$queryRaw<{ duplicate: number; count: number }[]>`
      SELECT duplicate, count(*)::int AS count FROM (
        SELECT max(${step(reach)}) AS duplicate FROM ${counted} AND m.against <> 'test' GROUP BY e.id
      ) AS steps GROUP BY 1`,
  ]);
  const zeros = () => new Array<number>(STEPS + 1).fill(0);
  const counts: ExemplarCounts = {
    leak: zeros(),
    duplicate: zeros(),
    cosine: zeros(),
    wordEdit: zeros(),
  };
  // Each row is of one score: the others are null in it.
  for (const { count, ...steps } of [...withTest, ...withOthers]) {
    for (const [score, at] of Object.entries(steps)) {
      if (at !== null) counts[score as keyof ExemplarCounts][at] = count;
    }
  }
  return counts;
}
