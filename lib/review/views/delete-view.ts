import "server-only";
import { db } from "#lib/server/db.ts";

/** Deletes a saved view; one that somebody else deleted first is gone just as well. */
export async function deleteView({
  userId,
  projectId,
  viewId,
}: {
  userId: string;
  projectId: string;
  viewId: string;
}): Promise<void> {
  await db().savedView.deleteMany({ where: { id: viewId, projectId, project: { ownerId: userId } } });
}
