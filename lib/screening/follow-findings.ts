import "server-only";
import { clusterDuplicates } from "./clusters/cluster-duplicates.ts";
import { compareTexts } from "./clusters/compare-texts.ts";
import { enqueueJudging } from "./judge/enqueue-judging.ts";

/**
 * What is done once findings of the project have changed, after a walk that screened something and after a change of
 * thresholds: the judge is asked about the grey zone as it is now, and near-duplicates are clustered anew. Whoever calls
 * it has committed.
 */
export async function followFindings(projectId: string): Promise<void> {
  await enqueueJudging(projectId);
  await clusterDuplicates(projectId, compareTexts);
}
