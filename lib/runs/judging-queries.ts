import "server-only";
import type { NotJudged } from "#lib/exemplars/assessments.ts";
import { db } from "#lib/server/db.ts";
import { PASSES } from "./passing-exemplars.ts";
import type { RunJudging } from "./runs.ts";

/**
 * What the judge of a run has said. Whoever edits a text takes its assessment away, and what is set aside to be asked
 * about again has an empty digest: so nothing is to be hashed here, each second.
 */
export async function readJudging(runId: string): Promise<RunJudging> {
  const [[waiting], said] = await Promise.all([
    db().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM "Exemplar"
      WHERE "runId" = ${runId}::uuid AND ${PASSES} AND NOT EXISTS (
        SELECT 1 FROM "Assessment" a WHERE a."exemplarId" = "Exemplar".id AND a.digest <> '')`,
    db().$queryRaw<{ problem: NotJudged | null; score: number | null; agrees: boolean; count: number }[]>`
      SELECT a.problem, a.score, a."labelId" IS NOT DISTINCT FROM e."intendedLabelId" AS agrees, count(*)::int AS count
      FROM "Assessment" a JOIN "Exemplar" e ON e.id = a."exemplarId"
      WHERE a."runId" = ${runId}::uuid AND a.digest <> '' GROUP BY 1, 2, 3`,
  ]);
  const sumWhere = (isCounted: (row: (typeof said)[number]) => boolean) =>
    said.filter(isCounted).reduce((sum, { count }) => sum + count, 0);
  const scored = (score: number) => sumWhere((row) => row.score === score);
  const problems = new Set(said.flatMap(({ problem }) => problem ?? []));
  return {
    waiting: waiting?.count ?? 0,
    scores: [scored(1), scored(2), scored(3), scored(4), scored(5)],
    agrees: sumWhere(({ problem, agrees }) => problem === null && agrees),
    disagrees: sumWhere(({ problem, agrees }) => problem === null && !agrees),
    notJudged: [...problems]
      .map((problem) => ({ problem, count: sumWhere((row) => row.problem === problem) }))
      .sort((a, b) => b.count - a.count || a.problem.localeCompare(b.problem)),
  };
}
