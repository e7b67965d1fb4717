import "server-only";
import { lockProject } from "#lib/projects/lock-project.ts";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { plainQuery, sameName, VIEW_LIMITS } from "./views.ts";

/**
 * Keeps a filter and sort under a name. What of the query asks for nothing is left out.
 * @throws UserError not-found (the project), conflict (the name is taken, whatever its case), invalid
 */
export async function saveView(asked: {
  userId: string;
  projectId: string;
  name: string;
  query: string;
}): Promise<{ id: string }> {
  const { userId, projectId, name } = asked;
  const query = plainQuery(asked.query);
  return db().$transaction(async (transaction) => {
    await lockProject(transaction, asked);
    const others = await transaction.savedView.findMany({ where: { projectId }, select: { name: true } });
    const same = sameName(others, name);
    if (same) throw new UserError("conflict", "views.errors.nameTaken", { name: same.name });
    if (others.length >= VIEW_LIMITS.views) {
      throw new UserError("invalid", "views.errors.tooMany", { limit: VIEW_LIMITS.views });
    }
    return transaction.savedView.create({
      data: { projectId, name, query, createdById: userId },
      select: { id: true },
    });
  });
}
