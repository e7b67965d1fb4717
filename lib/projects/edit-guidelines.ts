import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";

/** @throws UserError not-found, also where the project is somebody else's or the label another project's */
export async function editGuidelines(asked: {
  userId: string;
  projectId: string;
  /** Null: the guidelines of the project. */
  labelId: string | null;
  guidelines: string;
}): Promise<void> {
  const { userId, projectId, labelId, guidelines } = asked;
  if (labelId === null) {
    const { count } = await db().project.updateMany({
      where: { id: projectId, ownerId: userId },
      data: { guidelines },
    });
    if (count === 0) throw new UserError("not-found", "projects.errors.notFound");
    return;
  }
  const { count } = await db().label.updateMany({
    where: { id: labelId, projectId, project: { ownerId: userId } },
    data: { guidelines },
  });
  if (count === 0) throw new UserError("not-found", "projects.errors.labelNotFound");
}
