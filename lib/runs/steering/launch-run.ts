import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { enqueue } from "#lib/server/queue.ts";
import { generateRunJob } from "../generate-run-job.ts";
import { moveRun } from "../move-run.ts";
import { type AskedRun, ownRun } from "../own-run.ts";

/** Puts a draft in the queue, as it was kept. */
export async function launchRun(asked: AskedRun): Promise<void> {
  const { id: runId } = await ownRun(asked);
  await db().$transaction(async (transaction) => {
    if (!(await moveRun({ runId, event: "launch" }, transaction))) {
      throw new UserError("conflict", "runs.errors.notLaunchable");
    }
    await enqueue(generateRunJob, { runId }, transaction);
  });
}
