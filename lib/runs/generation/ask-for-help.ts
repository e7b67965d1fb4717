import "server-only";
import { database, db } from "#lib/server/db.ts";
import { enqueueOnce } from "#lib/server/queue.ts";
import { assistRunJob } from "../generate-run-job.ts";

/** Never changed by how many are at work, so that the shares of one run add up however often it is taken up anew. */
const MOST_SHARDS = 4;

/**
 * Asks for the jobs that produce beside the one that brings the run to its end.
 * @returns between how many the run is shared; 1 where one worker has it alone
 */
export async function askForHelp(runId: string): Promise<number> {
  const of = await countShards(runId);
  for (let shard = 1; shard < of; shard++) await enqueueOnce(assistRunJob, { runId, shard, of });
  return of;
}

/**
 * Between how many a run is shared. A limit, of its budget or of the endpoint's account, can only be kept where one
 * worker counts.
 */
export async function countShards(runId: string): Promise<number> {
  if (database().kind === "embedded") return 1;
  const run = await db().run.findUnique({ where: { id: runId }, include: { endpoint: true } });
  if (!run?.endpoint) return 1;
  const { requestsPerMinute, tokensPerMinute, mostAtOnce } = run.endpoint;
  const limits = [
    run.budgetCalls,
    run.budgetTokens,
    run.budgetCost,
    requestsPerMinute,
    tokensPerMinute,
    mostAtOnce,
  ];
  return limits.some((limit) => limit !== null) ? 1 : Math.min(run.concurrency, MOST_SHARDS);
}

/** How many questions of the run's ceiling are one shard's: all shares together are the ceiling. */
export function shareOf(ceiling: number, { shard, of }: { shard: number; of: number }): number {
  return Math.floor(ceiling / of) + (shard < ceiling % of ? 1 : 0);
}
