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

/** Starts the queue on the open database. The queue only schedules: what is to be done stands in our own tables. */
export async function startQueue(): Promise<PgBoss> {
  if (shared.winnowQueue) return shared.winnowQueue;
  const { pool, kind } = database();
  const queue = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
    backend: kind === "embedded" ? "pglite" : "postgres",
    schedule: false,
  });
  queue.on("error", (error) => console.error("queue:", error));
  await queue.start();
  shared.winnowQueue = queue;
  return queue;
}

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
        { pollingIntervalSeconds, includeMetadata: true },
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
