import "server-only";
import { lockProject } from "#lib/projects/lock-project.ts";
import { db } from "#lib/server/db.ts";
import { enqueueJudging } from "./enqueue-judging.ts";

/** Forgets every unknown verdict of the project, and has the judge asked again. They block until it has answered. */
export async function askAgain(asked: { userId: string; projectId: string }): Promise<void> {
  const { projectId } = asked;
  await db().$transaction(async (transaction) => {
    await lockProject(transaction, asked);
    await transaction.leakVerdict.deleteMany({ where: { projectId, verdict: "unknown" } });
    await enqueueJudging(projectId, transaction);
  });
}
