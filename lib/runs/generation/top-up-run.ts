import "server-only";
import { random } from "#lib/core/random.ts";
import { planItems } from "#lib/recipes/plan-items.ts";
import { getPlanningContext } from "#lib/recipes/recipe-queries.ts";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { PASSES } from "../passing-exemplars.ts";
import type { LabelEnd, Target } from "../runs.ts";
import { moreItemsFor, RECENT } from "./shortfall.ts";
import { chunksOf, writeItems } from "./write-items.ts";

const CHUNK = 500;

/**
 * Plans further items for the labels of a run that fall short of its goal, and marks those that are not asked for any
 * more. To be called when every item is produced or failed, and every exemplar screened and judged.
 * @returns how many items were planned
 */
export async function topUpRun(runId: string): Promise<number> {
  const run = await db().run.findUnique({ where: { id: runId } });
  if (!run?.plannedAt || run.goal !== "passing") return 0;
  const standings = await readStandings(runId);
  const planned = { ...(run.planned as Record<string, number>) };
  const ends: Record<string, LabelEnd> = {};
  const targets: Target[] = [];
  for (const { labelId, count: target } of run.targets as unknown as Target[]) {
    const { passing = 0, recent = [] } = standings.get(labelId) ?? {};
    const more = moreItemsFor({ target, planned: planned[labelId] ?? 0, passing, recent });
    if (typeof more === "string") ends[labelId] = more;
    else targets.push({ labelId, count: more });
  }
  await db().run.update({ where: { id: runId }, data: { labelEnds: ends } });
  if (targets.length === 0) return 0;

  const last = await db().runItem.aggregate({ where: { runId }, _max: { position: true } });
  const from = (last._max.position ?? -1) + 1;
  const context = await getPlanningContext(run.recipeVersionId);
  // Another seed: the plan's own items are all there already.
  const seed = random(run.seed)
    .fork("top-up")
    .fork(from)
    .int(2 ** 31);
  let count = 0;
  for (const items of chunksOf(planItems({ ...context, targets, seed }), CHUNK)) {
    for (const { labelId } of items) planned[labelId] = (planned[labelId] ?? 0) + 1;
    await db().$transaction(async (transaction) => {
      await writeItems({ runId, items, from }, transaction);
      await transaction.run.update({ where: { id: runId }, data: { planned } });
    });
    count += items.length;
  }
  return count;
}

/** What the leak judge has not answered about yet may pass: it is not asked for once more. */
async function readStandings(runId: string) {
  const rows = await db().$queryRaw<{ labelId: string; passing: number; recent: boolean[] }[]>`
    SELECT "labelId", count(*) FILTER (WHERE passes)::int AS passing,
      (array_agg(passes ORDER BY position DESC))[1:${Prisma.raw(String(RECENT))}] AS recent
    FROM (
      SELECT i."labelId", i.position, coalesce(e.passes, FALSE) AS passes
      FROM "RunItem" i LEFT JOIN (
        SELECT "runItemId", ${PASSES} OR (status <> 'rejected' AND NOT EXISTS (
          SELECT 1 FROM "Finding" f
          WHERE f."exemplarId" = "Exemplar".id AND f.state = 'open' AND f.kind <> 'unjudged')) AS passes
        FROM "Exemplar" WHERE "runId" = ${runId}::uuid
      ) e ON e."runItemId" = i.id
      WHERE i."runId" = ${runId}::uuid
    ) items GROUP BY "labelId"`;
  return new Map(rows.map(({ labelId, ...standing }) => [labelId, standing]));
}
