import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { lockProject } from "./lock-project.ts";

/**
 * Deletes the project with everything in it.
 * @throws UserError not-found; invalid where the name typed is another; conflict while a run goes on
 */
export async function deleteProject(asked: {
  userId: string;
  projectId: string;
  confirmation: string;
}): Promise<void> {
  const { projectId, confirmation } = asked;
  await db().$transaction(async (transaction) => {
    await lockProject(transaction, asked);
    const project = await transaction.project.findUniqueOrThrow({
      where: { id: projectId },
      select: { name: true },
    });
    if (confirmation.normalize().trim() !== project.name) {
      throw new UserError("invalid", "projects.errors.confirmation");
    }
    // The worker would go on writing exemplars, and a model would be paid for them.
    const unfinished = await transaction.run.count({
      where: { projectId, state: { in: ["queued", "running"] } },
    });
    if (unfinished > 0) throw new UserError("conflict", "projects.errors.runUnfinished");
    await eraseProjects(transaction, { id: projectId });
  });
}

/** Deletes projects with everything in them, unasked. */
export async function eraseProjects(
  transaction: Transaction,
  where: { id: string } | { ownerId: string },
): Promise<void> {
  // Runs first: their items would go after the labels that they point to, and the database refuses that order.
  await transaction.run.deleteMany({ where: { project: where } });
  await transaction.project.deleteMany({ where });
}
