import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";

interface RemoveNote {
  userId: string;
  projectId: string;
  noteId: string;
}

/** Takes away a note of one's own; one that is gone already stays gone. @throws not-found, also where it is another's */
export async function removeNote({ userId, projectId, noteId }: RemoveNote): Promise<void> {
  const where = { id: noteId, userId, project: { id: projectId, ownerId: userId } };
  const { count } = await db().note.updateMany({
    where: { ...where, removedAt: null },
    data: { removedAt: new Date() },
  });
  if (count > 0 || (await db().note.count({ where })) > 0) return;
  throw new UserError("not-found", "notes.errors.missing");
}
