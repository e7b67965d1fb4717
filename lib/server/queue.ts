import "server-only";
import { fromPrisma, PgBoss } from "pg-boss";
import type { z } from "zod";
import { database, type Transaction } from "./db.ts";

/** A kind of job: its queue and what it carries. The handler is kept apart, in lib/worker. */
export interface JobDefinition<S extends z.ZodType = z.ZodType> {
  name: string;
  payload: S;
  /** Jobs of one key do not wait twice. */
  key(payload: z.output<S>): string;
}

const shared = globalThis as typeof globalThis & { winnowQueue?: PgBoss };

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
  await queue?.stop({ graceful: false });
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
}
