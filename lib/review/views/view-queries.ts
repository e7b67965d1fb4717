import "server-only";
import { db } from "#lib/server/db.ts";
import type { SavedView } from "./views.ts";

/** The project's saved views by name. */
export async function listSavedViews({
  userId,
  projectId,
}: {
  userId: string;
  projectId: string;
}): Promise<SavedView[]> {
  const views = await db().savedView.findMany({
    where: { projectId, project: { ownerId: userId } },
    include: { createdBy: { select: { name: true } } },
  });
  return views
    .map(({ id, name, query, createdAt, createdBy }) => ({
      id,
      name,
      query,
      by: createdBy.name,
      createdAt: createdAt.toISOString(),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}
