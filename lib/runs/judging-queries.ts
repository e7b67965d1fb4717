import "server-only";
import type { NotJudged } from "#lib/exemplars/assessments.ts";
import { db } from "#lib/server/db.ts";
import { PASSES } from "./passing-exemplars.ts";
import type { RunJudging } from "./runs.ts";

interface Said {
  isWaiting: boolean;
  problem: NotJudged | null;
  score: number | null;
  agrees: boolean;
  count: number;
}

/**
 * What the judge of a run has said. Whoever edits a text takes its assessment away, and what is set aside to be asked
 * about again has an empty digest: so nothing is to be hashed here, each second.
 */
export async function readJudging(runId: string): Promise<RunJudging> {
  const said = await db().$queryRaw<Said[]>`
    SELECT a."exemplarId" IS NULL AS "isWaiting", a.problem, a.score,
      a."labelId" IS NOT DISTINCT FROM e."intendedLabelId" AS agrees, count(*)::int AS count
    FROM "Exemplar" e
    LEFT JOIN "Assessment" a ON a."exemplarId" = e.id AND a."runId" = ${runId}::uuid AND a.digest <> ''
    WHERE e."runId" = ${runId}::uuid AND (a."exemplarId" IS NOT NULL OR ${PASSES}) GROUP BY 1, 2, 3, 4`;
  const sumWhere = (isCounted: (row: Said) => boolean) =>
    said.filter(isCounted).reduce((sum, { count }) => sum + count, 0);
  const scored = (score: number) => sumWhere((row) => row.score === score);
  const isJudged = ({ isWaiting, problem }: Said) => !isWaiting && problem === null;
  const problems = new Set(said.flatMap(({ problem }) => problem ?? []));
  return {
    waiting: sumWhere(({ isWaiting }) => isWaiting),
    scores: [scored(1), scored(2), scored(3), scored(4), scored(5)],
    agrees: sumWhere((row) => isJudged(row) && row.agrees),
    disagrees: sumWhere((row) => isJudged(row) && !row.agrees),
    notJudged: [...problems]
      .map((problem) => ({ problem, count: sumWhere((row) => row.problem === problem) }))
      .sort((a, b) => b.count - a.count || a.problem.localeCompare(b.problem)),
  };
}
