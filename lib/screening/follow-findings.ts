import "server-only";
import { enqueue } from "#lib/server/queue.ts";
import { clusterProjectJob } from "./clusters/cluster-project-job.ts";
import { hasToCluster } from "./clusters/cluster-queries.ts";
import { enqueueJudging } from "./judge/enqueue-judging.ts";
import { suggestLabelsJob } from "./suggestions/suggest-labels-job.ts";
import { hasToSuggest } from "./suggestions/suggestion-queries.ts";

/**
 * What is done once findings of the project have changed, after a walk that screened something and after a change of
 * thresholds: the judge is asked about the grey zone as it is now, near-duplicates are clustered anew, and labels are
 * suggested for what is new. Whoever calls it has committed, and waits for none of them.
 */
export async function followFindings(projectId: string): Promise<void> {
  await enqueueJudging(projectId);
  if (await hasToCluster(projectId)) await enqueue(clusterProjectJob, { projectId });
  if (await hasToSuggest(projectId)) await enqueue(suggestLabelsJob, { projectId });
}
