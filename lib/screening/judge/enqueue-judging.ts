import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import { enqueue } from "#lib/server/queue.ts";
import { judgeProjectJob } from "./judge-project-job.ts";

/**
 * Has the judge asked about what is in the grey zone by now; nothing where the project has none. To be called by
 * whoever screened exemplars or changed a threshold.
 */
export async function enqueueJudging(projectId: string, transaction?: Transaction): Promise<void> {
  const project = await (transaction ?? db()).project.findUnique({
    where: { id: projectId },
    select: { judgeEndpointId: true },
  });
  if (project?.judgeEndpointId) await enqueue(judgeProjectJob, { projectId }, transaction);
}
