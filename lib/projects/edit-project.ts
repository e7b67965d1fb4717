import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { isUniqueViolation } from "#lib/server/violations.ts";
import type { ProjectSettings } from "./projects.ts";

/** @throws UserError not-found, or conflict where another project of the user has this name */
export async function editProject({
  userId,
  projectId,
  ...settings
}: ProjectSettings & { userId: string; projectId: string }): Promise<void> {
  try {
    const { count } = await db().project.updateMany({
      where: { id: projectId, ownerId: userId },
      data: settings,
    });
    if (count === 0) throw new UserError("not-found", "projects.errors.notFound");
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new UserError("conflict", "projects.errors.nameTaken", { name: settings.name });
  }
}
