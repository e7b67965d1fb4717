import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { NOTE_LIMITS } from "./notes.ts";

interface AddNote {
  userId: string;
  projectId: string;
  exemplarId: string;
  text: string;
}

/**
 * Notes something about an exemplar; it decides nothing, so the exemplar's revision stays.
 * @throws not-found; conflict where the exemplar has NOTE_LIMITS.perExemplar notes
 */
export async function addNote({ userId, projectId, exemplarId, text }: AddNote): Promise<{ id: string }> {
  return db().$transaction(async (tx) => {
    const exemplar = await tx.exemplar.findFirst({
      where: { id: exemplarId, project: { id: projectId, ownerId: userId } },
      select: { number: true },
    });
    if (!exemplar) throw new UserError("not-found", "review.errors.exemplarMissing");
    const count = await tx.note.count({ where: { exemplarId, removedAt: null } });
    if (count >= NOTE_LIMITS.perExemplar) {
      throw new UserError("conflict", "notes.errors.tooMany", { limit: NOTE_LIMITS.perExemplar });
    }
    return tx.note.create({ data: { projectId, exemplarId, userId, text }, select: { id: true } });
  });
}
