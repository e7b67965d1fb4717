import "server-only";
import type { z } from "zod";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { isUniqueViolation } from "#lib/server/violations.ts";
import { insertLabels } from "./labels/create-labels.ts";
import type { createProjectInput } from "./projects.ts";

/** @throws UserError conflict where the user has a project of this name */
export async function createProject({
  userId,
  labels,
  ...settings
}: z.output<typeof createProjectInput> & { userId: string }): Promise<{ id: string }> {
  try {
    return await db().$transaction(async (transaction) => {
      const project = await transaction.project.create({
        data: { ...settings, ownerId: userId },
        select: { id: true },
      });
      await insertLabels(transaction, project.id, labels);
      return project;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new UserError("conflict", "projects.errors.nameTaken", { name: settings.name });
  }
}
