import "server-only";
import { planItems } from "#lib/recipes/plan-items.ts";
import { getPlanningContext } from "#lib/recipes/recipe-queries.ts";
import { db } from "#lib/server/db.ts";
import type { Target } from "../runs.ts";

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
  for (const items of chunksOf(planItems({ ...context, targets, seed: run.seed }), CHUNK)) {
    signal.throwIfAborted();
    await db().runItem.createMany({
      data: items.map(({ position, labelId, seed, slots, messages }) => ({
        runId,
        position,
        labelId,
        seed,
        slots,
        messages: messages.map(({ role, content }) => ({ role, content })),
      })),
    });
  }
  await db().run.update({ where: { id: runId }, data: { plannedAt: new Date() } });
}

function* chunksOf<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
