import "server-only";
import type { PlannedItem } from "#lib/recipes/recipes.ts";
import { db } from "#lib/server/db.ts";

/** The marks of a plan are for its preview and are not stored. */
export interface ClaimedItem extends Omit<PlannedItem, "marks"> {
  id: string;
  /** When it last failed and somebody had it tried again; null where it never did. */
  failedAt: Date | null;
}

/** Takes the next pending items of a run for this process, in the order of the plan. Empty when none is left. */
export async function claimItems({ runId, count }: { runId: string; count: number }): Promise<ClaimedItem[]> {
  const items = await db().$queryRaw<ClaimedItem[]>`
    UPDATE "RunItem" SET state = 'claimed', "claimedAt" = now()
    WHERE id IN (
      SELECT id FROM "RunItem" WHERE "runId" = ${runId}::uuid AND state = 'pending'
      ORDER BY position LIMIT ${count} FOR UPDATE SKIP LOCKED
    )
    RETURNING id, position, "labelId", seed, slots, messages, "finishedAt" AS "failedAt"`;
  return items.sort((a, b) => a.position - b.position);
}

/** Gives back what was claimed and never saved: by a process that died, or by this one when it stops. */
export async function releaseItems(runId: string): Promise<number> {
  const { count } = await db().runItem.updateMany({
    where: { runId, state: "claimed" },
    data: { state: "pending", claimedAt: null },
  });
  return count;
}
