import "server-only";
import { db } from "#lib/server/db.ts";
import type { BulkProgress } from "./bulk.ts";
import { getBulk } from "./bulk-queries.ts";

/**
 * Stops it after the slice that is being made. What was done stays, and can be undone as one step. One that has ended
 * already is left as it ended.
 * @throws not-found
 */
export async function cancelBulk(asked: {
  userId: string;
  projectId: string;
  bulkId: string;
}): Promise<BulkProgress> {
  const { userId, projectId, bulkId } = asked;
  await db().bulkDecision.updateMany({
    where: { id: bulkId, projectId, project: { ownerId: userId }, state: { in: ["waiting", "running"] } },
    data: { state: "cancelled", finishedAt: new Date() },
  });
  return getBulk(asked);
}
