import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { bulkDecisionJob } from "#lib/review/bulk/bulk-decision-job.ts";
import { listProjectIdsInBulk } from "#lib/review/bulk/bulk-queries.ts";
import { assistRunJob, generateRunJob } from "#lib/runs/generate-run-job.ts";
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
import {
  enqueue,
  enqueueOnce,
  type JobDefinition,
  makeQueue,
  stepsAside,
  stopQueue,
  stopTaking,
  workOn,
} from "#lib/server/queue.ts";
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
  { job: assistRunJob, concurrency: 6, load: () => import("./handlers/assist-run.ts") },
  { job: screenProjectJob, concurrency: 2, load: () => import("./handlers/screen-project.ts") },
  { job: calibrateProjectJob, concurrency: 1, load: () => import("./handlers/calibrate-project.ts") },
  { job: judgeProjectJob, concurrency: 1, load: () => import("./handlers/judge-project.ts") },
  { job: clusterProjectJob, concurrency: 1, load: () => import("./handlers/cluster-project.ts") },
  { job: suggestLabelsJob, concurrency: 1, load: () => import("./handlers/suggest-labels.ts") },
];

/** A run whose job was lost, because too many that worked on it died, is taken up again after at most so long. */
const TEND_EVERY_MS = 15_000;
const GIVE_BACK_WITHIN_MS = 5_000;

const shared = globalThis as typeof globalThis & { winnowStopping?: AbortController };

/** Makes the queues, so that jobs can be asked for in a process that does not work on them. */
export async function openQueues() {
  for (const { job } of WORK) await makeQueue(job);
}

/** Takes up jobs in this process, beginning with what an earlier process left unfinished. */
export async function startWorker() {
  await openQueues();
  const stopping = new AbortController();
  shared.winnowStopping = stopping;
  const tidying = tidyBetweenJobs();
  for (const { job, concurrency, load } of WORK) {
    const inTurn = oneAtATime();
    await workOn(job, concurrency, async (taken) => {
      const { handle, giveUp } = await load();
      const payload = job.payload.parse(taken.data) as never;
      const signal = AbortSignal.any([taken.signal, stopping.signal]);
      const ended = tidying.jobStarts();
      try {
        await inTurn(job.key(payload), async () => {
          if (!(await stepsAside(taken))) await handle(payload, signal);
        });
      } catch (error) {
        // It goes to another process at once, and not as a failure.
        if (stopping.signal.aborted) return enqueue(job, payload);
        if (!signal.aborted) {
          console.error(`${job.name} ${job.key(payload)}:`, error);
          if (taken.retryCount >= taken.retryLimit) await giveUp?.(payload, error);
        }
        throw error;
      } finally {
        ended();
      }
    });
  }
  await tidying.now();
  await askForWhatIsLeft();
  const tending = setInterval(() => {
    askForRuns().catch((error: unknown) => console.error("unfinished runs:", error));
  }, TEND_EVERY_MS).unref();
  stopping.signal.addEventListener("abort", () => clearInterval(tending));
}

async function askForRuns() {
  for (const runId of await listUnfinishedRunIds()) await enqueueOnce(generateRunJob, { runId });
}

async function askForWhatIsLeft() {
  for (const projectId of await listProjectIdsInBulk()) await enqueueOnce(bulkDecisionJob, { projectId });
  await askForRuns();
  for (const projectId of await listUnscreenedProjectIds())
    await enqueueOnce(screenProjectJob, { projectId });
  for (const projectId of await listProjectIdsToCluster())
    await enqueueOnce(clusterProjectJob, { projectId });
  for (const projectId of await listProjectIdsToSuggest()) await enqueueOnce(suggestLabelsJob, { projectId });
  for (const projectId of await listProjectIdsToJudge()) await enqueueOnce(judgeProjectJob, { projectId });
  for (const projectId of await listUncalibratedProjectIds()) await requireCalibration(projectId);
}

/** Stops working: what is under way is cut short and goes back to the queue, for other processes. */
export async function stopWorker() {
  shared.winnowStopping?.abort(new Error("This process stops."));
  await Promise.race([stopTaking(), sleep(GIVE_BACK_WITHIN_MS, undefined, { ref: false })]);
  await stopQueue();
}
