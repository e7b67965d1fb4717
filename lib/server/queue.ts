import "server-only";
import { fromPrisma, type JobWithMetadata, PgBoss } from "pg-boss";
import type { z } from "zod";
import { database, type Transaction } from "./db.ts";

/** A kind of job: its queue and what it carries. The handler is kept apart, in lib/worker. */
export interface JobDefinition<S extends z.ZodType = z.ZodType> {
  name: string;
  payload: S;
  /** Jobs of one key do not wait twice. */
  key(payload: z.output<S>): string;
}

const shared = globalThis as typeof globalThis & {
  winnowQueue?: PgBoss;
  /** Who works on the jobs of a name in this process. */
  winnowWorkers?: Map<string, string[]>;
};

/** Who asks for a job wakes a worker, so these looks only find what another process asked for, or what is tried again. */
const LOOK_SECONDS = { embedded: 5, postgres: 0.5 };

/** A job whose process was not heard of for so long is tried again by another; at least 10. */
const DEAD_AFTER_SECONDS = 20;
const HEARTBEAT_SECONDS = 4;
/** How often the queue looks for the dead. */
const WATCH_SECONDS = 3;
/** How long a job steps aside while another of its key is worked on elsewhere. */
const STEP_ASIDE_SECONDS = 3;
/** A database that is away would say so many times a second. */
const SAME_ERROR_EVERY_MS = 10_000;

const UNDER_WAY = new Set<string>(["created", "retry", "active"]);

/** Starts the queue on the open database. The queue only schedules: what is to be done stands in our own tables. */
export async function startQueue(): Promise<PgBoss> {
  if (shared.winnowQueue) return shared.winnowQueue;
  const { pool, kind } = database();
  const queue = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
    backend: kind === "embedded" ? "pglite" : "postgres",
    schedule: false,
    ...(kind === "postgres"
      ? { superviseIntervalSeconds: WATCH_SECONDS, monitorIntervalSeconds: WATCH_SECONDS }
      : {}),
  });
  const said = new Map<string, number>();
  queue.on("error", (error) => {
    // One with a code is the database's or the network's, and where it was met says nothing.
    const code = "code" in error ? String(error.code) : null;
    if (performance.now() - (said.get(code ?? error.message) ?? -Infinity) < SAME_ERROR_EVERY_MS) return;
    said.set(code ?? error.message, performance.now());
    console.error("queue:", code ? error.message : error);
  });
  await queue.start();
  shared.winnowQueue = queue;
  return queue;
}

/** Makes the queue of a kind of job, so that it can be asked for. */
export async function makeQueue(job: JobDefinition): Promise<void> {
  const queue = await startQueue();
  const isShared = database().kind === "postgres";
  // "short": no two jobs of one key wait. That no two are worked on at once is seen to by the workers, because the
  // queue would let the second one stand in the way of every other key.
  await queue.createQueue(job.name, { policy: "short" });
  await queue.updateQueue(job.name, {
    retryLimit: 8,
    retryBackoff: true,
    // A process that was killed counts as a try: whoever follows it is not to wait for minutes.
    retryDelayMax: 15,
    expireInSeconds: 86_400,
    deleteAfterSeconds: 86_400,
    // No other process works on an embedded database: its jobs are asked for anew at every start.
    heartbeatSeconds: isShared ? DEAD_AFTER_SECONDS : null,
  });
  if (!isShared) await queue.deleteAllJobs(job.name);
}

/** Stops this process's part in the queue. Jobs it has taken up are tried again, by whoever is there. */
export async function stopQueue() {
  const queue = shared.winnowQueue;
  delete shared.winnowQueue;
  delete shared.winnowWorkers;
  await queue?.stop({ graceful: false });
}

/** Takes up jobs of one kind in this process, as many at once as `concurrency`. */
export async function workOn(
  job: JobDefinition,
  concurrency: number,
  handle: (taken: JobWithMetadata<unknown>) => Promise<void>,
): Promise<void> {
  const queue = await startQueue();
  const pollingIntervalSeconds = LOOK_SECONDS[database().kind];
  const workers: string[] = [];
  // One by one: of several started at once only the first could be woken.
  for (let at = 0; at < concurrency; at++) {
    workers.push(
      await queue.work(
        job.name,
        { pollingIntervalSeconds, includeMetadata: true, heartbeatRefreshSeconds: HEARTBEAT_SECONDS },
        async ([taken]: JobWithMetadata<unknown>[]) => {
          if (taken) await handle(taken);
        },
      ),
    );
  }
  shared.winnowWorkers ??= new Map();
  shared.winnowWorkers.set(job.name, workers);
}

/** Asks for a job. Inside a transaction it is asked for only if the transaction commits. */
export async function enqueue<S extends z.ZodType>(
  job: JobDefinition<S>,
  payload: z.output<S>,
  transaction?: Transaction,
): Promise<void> {
  // A process without a worker (a seed, a test of one use-case) leaves the asking to the next start.
  await shared.winnowQueue?.send(job.name, payload as object, {
    singletonKey: job.key(payload),
    ...(transaction ? { db: fromPrisma(transaction) } : {}),
  });
  // The embedded database's one session is the transaction's until it ends: a worker that looks now sees what it left.
  for (const worker of shared.winnowWorkers?.get(job.name) ?? []) shared.winnowQueue?.notifyWorker(worker);
}

/** Asks for a job unless one of its key waits or is worked on. */
export async function enqueueOnce<S extends z.ZodType>(
  job: JobDefinition<S>,
  payload: z.output<S>,
): Promise<void> {
  const standing = await shared.winnowQueue?.findJobs(job.name, { key: job.key(payload) });
  if (!standing?.some(({ state }) => UNDER_WAY.has(state))) await enqueue(job, payload);
}

/** Takes up no more jobs in this process; resolves when those at work have ended. */
export async function stopTaking(): Promise<void> {
  const names = [...(shared.winnowWorkers?.keys() ?? [])];
  await Promise.all(names.map((name) => shared.winnowQueue?.offWork(name)));
}

/**
 * Whether another process works on a job of the same key; if so, this one is asked for again in a moment, and so
 * follows the other. Two that begin within the same instant may both be told no: what they do must bear it.
 */
export async function stepsAside(taken: JobWithMetadata<unknown>): Promise<boolean> {
  const { winnowQueue: queue } = shared;
  if (!queue || database().kind === "embedded" || !taken.singletonKey) return false;
  const key = taken.singletonKey;
  const isBefore = (other: JobWithMetadata<object>) => {
    const lead = Number(taken.startedOn) - Number(other.startedOn);
    return lead > 0 || (lead === 0 && other.id < taken.id);
  };
  const others = await queue.findJobs<object>(taken.name, { key });
  if (!others.some((other) => other.state === "active" && other.id !== taken.id && isBefore(other)))
    return false;
  await queue.send(taken.name, taken.data as object, {
    singletonKey: key,
    startAfter: STEP_ASIDE_SECONDS,
  });
  return true;
}
