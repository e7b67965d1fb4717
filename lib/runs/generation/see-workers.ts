import "server-only";
import { hostname } from "node:os";
import { db } from "#lib/server/db.ts";

/** Writes down, by the database's clock, that these workers are alive. */
export async function seeWorkers(ids: string[]): Promise<void> {
  await db().$executeRaw`
    INSERT INTO "Worker" (id, host) SELECT unnest(${ids}::uuid[]), ${hostname()}
    ON CONFLICT (id) DO UPDATE SET "seenAt" = now()`;
}

/** Takes one off the list, and those that died long ago with it. */
export async function forgetWorker(id: string): Promise<void> {
  await db().$executeRaw`
    DELETE FROM "Worker" WHERE id = ${id}::uuid OR "seenAt" < now() - interval '1 day'`;
}
