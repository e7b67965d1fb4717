import "server-only";
import { enqueueJudging } from "./judge/enqueue-judging.ts";

/**
 * What is done once findings of the project have changed: after a walk that screened something, and after a change of
 * thresholds. Whoever calls it has committed.
 */
export async function followFindings(projectId: string): Promise<void> {
  await enqueueJudging(projectId);
}
