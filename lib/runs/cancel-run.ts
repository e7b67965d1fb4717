import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { moveRun } from "./move-run.ts";

/** Ends a run early. What it produced stays; the worker notices within a second and stops asking. */
export async function cancelRun(asked: { userId: string; projectId: string; runId: string }): Promise<void> {
  const { userId, projectId, runId } = asked;
  const run = await db().run.findFirst({ where: { id: runId, projectId, project: { ownerId: userId } } });
  if (!run) throw new UserError("not-found", "runs.errors.notFound");
  if (!(await moveRun({ runId, event: "cancel" })))
    throw new UserError("conflict", "runs.errors.notCancellable");
}
