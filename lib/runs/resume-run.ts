import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { enqueue } from "#lib/server/queue.ts";
import { generateRunJob } from "./generate-run-job.ts";
import { moveRun } from "./move-run.ts";

/**
 * Lets a run that ended early go on: what is missing is asked for, failed items once more, and nothing that was
 * produced.
 */
export async function resumeRun(asked: { userId: string; projectId: string; runId: string }): Promise<void> {
  const { userId, projectId, runId } = asked;
  const run = await db().run.findFirst({ where: { id: runId, projectId, project: { ownerId: userId } } });
  if (!run) throw new UserError("not-found", "runs.errors.notFound");
  await db().$transaction(async (transaction) => {
    if (!(await moveRun({ runId, event: "resume" }, transaction))) {
      throw new UserError("conflict", "runs.errors.notResumable");
    }
    await transaction.runItem.updateMany({
      where: { runId, state: "failed" },
      data: {
        state: "pending",
        errorCode: null,
        error: null,
        reply: null,
        finishedAt: null,
        latencyMs: null,
      },
    });
    await enqueue(generateRunJob, { runId }, transaction);
  });
}
