import "server-only";
import type { PlannedItem } from "#lib/recipes/recipes.ts";
import { db } from "#lib/server/db.ts";

/** The marks of a plan are for its preview and are not stored. */
export interface ClaimedItem extends Omit<PlannedItem, "marks"> {
  id: string;
  /** When it last failed and somebody had it tried again; null where it never did. */
  failedAt: Date | null;
}

/** So long unseen, a worker is taken for dead and what it claimed is given back. It is seen every few seconds. */
const FORSAKEN_AFTER = "20 seconds";

/** Takes the next pending items of a run for one worker, in the order of the plan. Empty when none is left. */
export async function claimItems(asked: {
  runId: string;
  count: number;
  claimedBy: string;
}): Promise<ClaimedItem[]> {
  const { runId, count, claimedBy } = asked;
  const items = await db().$queryRaw<ClaimedItem[]>`
    UPDATE "RunItem" SET state = 'claimed', "claimedAt" = now(), "claimedBy" = ${claimedBy}::uuid
    WHERE id IN (
      SELECT id FROM "RunItem" WHERE "runId" = ${runId}::uuid AND state = 'pending'
      ORDER BY position LIMIT ${count} FOR UPDATE SKIP LOCKED
    )
    RETURNING id, position, "labelId", seed, slots, messages, "finishedAt" AS "failedAt"`;
  return items.sort((a, b) => a.position - b.position);
}

/** Gives back what a worker claimed of a run and has not saved. */
export async function releaseItems(asked: { runId: string; claimedBy: string }): Promise<void> {
  await db().runItem.updateMany({
    where: { ...asked, state: "claimed" },
    data: { state: "pending", claimedAt: null, claimedBy: null },
  });
}

/**
 * Gives back what of a run dead workers had claimed: those that are neither among `here`, the workers of this process,
 * nor were seen lately by the database's clock. On the embedded database no other process can be at work.
 */
export async function releaseForsakenItems({
  runId,
  here,
}: {
  runId: string;
  here: string[];
}): Promise<void> {
  await db().$executeRaw`
    UPDATE "RunItem" SET state = 'pending', "claimedAt" = NULL, "claimedBy" = NULL
    WHERE "runId" = ${runId}::uuid AND state = 'claimed'
      AND NOT coalesce("claimedBy" = ANY(${here}::uuid[]), FALSE)
      AND NOT EXISTS (
        SELECT 1 FROM "Worker" w
        WHERE w.id = "claimedBy" AND w."seenAt" > now() - ${FORSAKEN_AFTER}::interval)`;
}

/** Whether an item of the run is still to be produced, or being produced by somebody. */
export async function hasItemsLeft(runId: string): Promise<boolean> {
  const left = await db().runItem.findFirst({
    where: { runId, state: { in: ["pending", "claimed"] } },
    select: { id: true },
  });
  return left !== null;
}
