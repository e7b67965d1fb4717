import "server-only";
import { getProject } from "#lib/projects/project-queries.ts";
import { db } from "#lib/server/db.ts";
import type { CountedScore, ScoreCounts, ScreeningState } from "./screening-inputs.ts";

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
  const [{ thresholds, falseAlarmRate }, testSet, exemplars, screened, counts] = await Promise.all([
    getProject({ userId, projectId }),
    db().testSet.findFirst({ where, select: { projectId: true } }),
    db().exemplar.count({ where }),
    db().exemplar.count({ where: { ...where, screenedAt: { not: null } } }),
    countScores(projectId),
  ]);
  return { thresholds, falseAlarmRate, hasTestSet: testSet !== null, exemplars, screened, counts };
}

/** Per exemplar only the best of each score counts; rejected exemplars do not. */
async function countScores(projectId: string): Promise<ScoreCounts> {
  const rows = await db().$queryRaw<
    { side: keyof ScoreCounts; score: CountedScore; hundredth: number; count: number }[]
  >`
    SELECT side, score, least(floor(best::numeric * 100)::int, 100) AS hundredth, count(*)::int AS count FROM (
      SELECT CASE WHEN m.against = 'test' THEN 'test' ELSE 'other' END AS side, s.score, max(s.value) AS best
      FROM "Match" m JOIN "Exemplar" e ON e.id = m."exemplarId"
      CROSS JOIN LATERAL (
        VALUES ('probability', m.probability), ('cosine', m.cosine), ('wordEdit', m."wordEdit")
      ) AS s(score, value)
      WHERE e."projectId" = ${projectId}::uuid AND e.status <> 'rejected' AND s.value >= 0
      GROUP BY m."exemplarId", 1, 2
    ) each GROUP BY 1, 2, 3`;
  const none = () => ({ probability: zeros(), cosine: zeros(), wordEdit: zeros() });
  const counts: ScoreCounts = { test: none(), other: none() };
  for (const { side, score, hundredth, count } of rows) counts[side][score][hundredth] = count;
  return counts;
}

const zeros = () => new Array<number>(101).fill(0);
