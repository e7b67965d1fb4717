import "server-only";
import { setImmediate } from "node:timers/promises";
import { planItems } from "#lib/recipes/plan-items.ts";
import { getPlanningContext } from "#lib/recipes/recipe-queries.ts";
import { db } from "#lib/server/db.ts";
import type { Target } from "../runs.ts";
import { chunksOf, writeItems } from "./write-items.ts";

const CHUNK = 500;

/**
 * Writes down every item of the run, filled and in order, before the first one is produced. A plan counts only
 * when `plannedAt` is set: what a process that died had written of it is thrown away and planned anew, so that a
 * plan is always of one piece, and no single transaction holds the database for 100,000 rows.
 * @throws RecipeProblem where a slot cannot be filled, or the signal's reason
 */
export async function planRun({ runId, signal }: { runId: string; signal: AbortSignal }): Promise<void> {
  const run = await db().run.findUniqueOrThrow({ where: { id: runId } });
  if (run.plannedAt) return;
  await db().runItem.deleteMany({ where: { runId } });
  const context = await getPlanningContext(run.recipeVersionId);
  const targets = run.targets as unknown as Target[];
  let written = Promise.resolve();
  try {
    for (const items of chunksOf(planItems({ ...context, targets, seed: run.seed }), CHUNK)) {
      await written;
      signal.throwIfAborted();
      written = writeItems({ runId, items });
      // Whoever waits for it learns of a failure. The database writes while the next are planned.
      written.catch(() => {});
      await setImmediate();
    }
  } finally {
    await written;
  }
  const planned = Object.fromEntries(targets.map(({ labelId, count }) => [labelId, count]));
  await db().run.update({ where: { id: runId }, data: { plannedAt: new Date(), planned } });
}
