import "server-only";
import { bulkDecisionJob } from "#lib/review/bulk/bulk-decision-job.ts";
import { listProjectIdsInBulk } from "#lib/review/bulk/bulk-queries.ts";
import { generateRunJob } from "#lib/runs/generate-run-job.ts";
import { listUnfinishedRunIds } from "#lib/runs/run-queries.ts";
import { calibrateProjectJob } from "#lib/screening/calibrate-project-job.ts";
import { listUncalibratedProjectIds } from "#lib/screening/calibration/calibration-queries.ts";
import { requireCalibration } from "#lib/screening/calibration/request-calibration.ts";
import { clusterProjectJob } from "#lib/screening/clusters/cluster-project-job.ts";
import { listProjectIdsToCluster } from "#lib/screening/clusters/cluster-queries.ts";
import { judgeProjectJob } from "#lib/screening/judge/judge-project-job.ts";
import { listProjectIdsToJudge } from "#lib/screening/judge/judge-queries.ts";
import { screenProjectJob } from "#lib/screening/screen-project-job.ts";
import { listUnscreenedProjectIds } from "#lib/screening/screening-queries.ts";
import { suggestLabelsJob } from "#lib/screening/suggestions/suggest-labels-job.ts";
import { listProjectIdsToSuggest } from "#lib/screening/suggestions/suggestion-queries.ts";
import { database } from "#lib/server/db.ts";
import { enqueue, type JobDefinition, startQueue, workOn } from "#lib/server/queue.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { tidyBetweenJobs } from "./tidy-database.ts";

/** What a job's handler is given; `signal` tells it to stop because the process does. */
export interface JobHandler<P> {
  handle(payload: P, signal: AbortSignal): Promise<void>;
  /** After the last try failed: writes down that nobody will try again. */
  giveUp?(payload: P, error: unknown): Promise<void>;
}

interface Work {
  job: JobDefinition;
  /** How many of these run at once in this process. */
  concurrency: number;
  load(): Promise<JobHandler<never>>;
}

const WORK: Work[] = [
  { job: bulkDecisionJob, concurrency: 2, load: () => import("./handlers/decide-in-bulk.ts") },
  { job: generateRunJob, concurrency: 4, load: () => import("./handlers/generate-run.ts") },
  { job: screenProjectJob, concurrency: 2, load: () => import("./handlers/screen-project.ts") },
  { job: calibrateProjectJob, concurrency: 1, load: () => import("./handlers/calibrate-project.ts") },
  { job: judgeProjectJob, concurrency: 1, load: () => import("./handlers/judge-project.ts") },
  { job: clusterProjectJob, concurrency: 1, load: () => import("./handlers/cluster-project.ts") },
  { job: suggestLabelsJob, concurrency: 1, load: () => import("./handlers/suggest-labels.ts") },
];

/** Takes up jobs in this process, beginning with what an earlier process left unfinished. */
export async function startWorker() {
  const queue = await startQueue();
  const tidying = tidyBetweenJobs();
  for (const { job, concurrency, load } of WORK) {
    // "short": no two jobs of one key wait. That no two are worked on at once is seen to here, because the queue
    // would let the second one stand in the way of every other key.
    await queue.createQueue(job.name, {
      policy: "short",
      retryLimit: 5,
      retryBackoff: true,
      expireInSeconds: 86_400,
    });
    // No other process works on an embedded database: jobs marked as active belong to a process that died.
    if (database().kind === "embedded") await queue.deleteAllJobs(job.name);
    const inTurn = oneAtATime();
    await workOn(job, concurrency, async (taken) => {
      const { handle, giveUp } = await load();
      const payload = job.payload.parse(taken.data) as never;
      const ended = tidying.jobStarts();
      try {
        await inTurn(job.key(payload), () => handle(payload, taken.signal));
      } catch (error) {
        if (!taken.signal.aborted) console.error(`${job.name} ${job.key(payload)}:`, error);
        if (taken.retryCount >= taken.retryLimit) await giveUp?.(payload, error);
        throw error;
      } finally {
        ended();
      }
    });
  }
  await tidying.now();
  for (const projectId of await listProjectIdsInBulk()) await enqueue(bulkDecisionJob, { projectId });
  for (const runId of await listUnfinishedRunIds()) await enqueue(generateRunJob, { runId });
  for (const projectId of await listUnscreenedProjectIds()) await enqueue(screenProjectJob, { projectId });
  for (const projectId of await listProjectIdsToCluster()) await enqueue(clusterProjectJob, { projectId });
  for (const projectId of await listProjectIdsToSuggest()) await enqueue(suggestLabelsJob, { projectId });
  for (const projectId of await listProjectIdsToJudge()) await enqueue(judgeProjectJob, { projectId });
  for (const projectId of await listUncalibratedProjectIds()) await requireCalibration(projectId);
}
