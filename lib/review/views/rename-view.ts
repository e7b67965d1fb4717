import "server-only";
import { lockProject } from "#lib/projects/lock-project.ts";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { sameName } from "./views.ts";

/**
 * Gives a saved view another name, or the same in other letters' case.
 * @throws UserError not-found, conflict (the name is taken, whatever its case)
 */
export async function renameView(asked: {
  userId: string;
  projectId: string;
  viewId: string;
  name: string;
}): Promise<void> {
  const { projectId, viewId, name } = asked;
  await db().$transaction(async (transaction) => {
    await lockProject(transaction, asked);
    const others = await transaction.savedView.findMany({
      where: { projectId, id: { not: viewId } },
      select: { name: true },
    });
    const same = sameName(others, name);
    if (same) throw new UserError("conflict", "views.errors.nameTaken", { name: same.name });
    const { count } = await transaction.savedView.updateMany({
      where: { id: viewId, projectId },
      data: { name },
    });
    if (count === 0) throw new UserError("not-found", "views.errors.notFound");
  });
}
