import "server-only";
import { getProject } from "#lib/projects/project-queries.ts";
import { db } from "#lib/server/db.ts";
import type { ScreeningThresholds } from "./screening.ts";
import { lowestThreshold, type ScoreCounts, type ScreeningState } from "./screening-inputs.ts";

/** The projects in which an exemplar waits to be screened: what an earlier process left unfinished. */
export async function listUnscreenedProjectIds(): Promise<string[]> {
  const projects = await db().project.findMany({
    where: { exemplars: { some: { screenedAt: null } } },
    select: { id: true },
  });
  return projects.map(({ id }) => id);
}

/** The thresholds of a project and what stored scores say to any other. */
export async function getScreeningState({
  userId,
  projectId,
}: {
  userId: string;
  projectId: string;
}): Promise<ScreeningState> {
  const where = { projectId, project: { ownerId: userId } };
  const [{ thresholds }, testSet, exemplars, screened, counts] = await Promise.all([
    getProject({ userId, projectId }),
    db().testSet.findFirst({ where, select: { projectId: true } }),
    db().exemplar.count({ where }),
    db().exemplar.count({ where: { ...where, screenedAt: { not: null } } }),
    countScores(projectId),
  ]);
  return { thresholds, hasTestSet: testSet !== null, exemplars, screened, counts };
}

/** Per exemplar only the best score of a detector counts; rejected exemplars do not. */
async function countScores(projectId: string): Promise<ScoreCounts> {
  const rows = await db().$queryRaw<
    { side: keyof ScoreCounts; detector: keyof ScreeningThresholds; hundredth: number; count: number }[]
  >`
    SELECT side, detector, hundredth, count(*)::int AS count FROM (
      SELECT CASE WHEN s.against = 'test' THEN 'test' ELSE 'other' END AS side, s.detector::text AS detector,
        floor(max(s.score)::numeric * 100)::int AS hundredth
      FROM "SimilarityScore" s JOIN "Exemplar" e ON e.id = s."exemplarId"
      WHERE e."projectId" = ${projectId}::uuid AND e.status <> 'rejected' AND s.detector <> 'exact'
        AND s.score >= ${lowestThreshold}
      GROUP BY s."exemplarId", 1, s.detector
    ) best GROUP BY side, detector, hundredth`;
  const none = () => ({ cosine: zeros(), characterGrams: zeros(), wordEdit: zeros() });
  const counts: ScoreCounts = { test: none(), other: none() };
  for (const { side, detector, hundredth, count } of rows) counts[side][detector][hundredth] = count;
  return counts;
}

const zeros = () => new Array<number>(101).fill(0);
