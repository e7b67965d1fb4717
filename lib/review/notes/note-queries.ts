import "server-only";
import { db } from "#lib/server/db.ts";
import type { NoteDetail } from "./notes.ts";

interface Asked {
  userId: string;
  projectId: string;
  exemplarId: string;
}

/** The notes on an exemplar, the oldest first. */
export async function listNotes({ userId, projectId, exemplarId }: Asked): Promise<NoteDetail[]> {
  const notes = await db().note.findMany({
    where: { exemplarId, removedAt: null, project: { id: projectId, ownerId: userId } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, text: true, createdAt: true, userId: true, user: { select: { name: true } } },
  });
  return notes.map((note) => ({
    id: note.id,
    text: note.text,
    by: note.user.name,
    at: note.createdAt.toISOString(),
    isMine: note.userId === userId,
  }));
}
