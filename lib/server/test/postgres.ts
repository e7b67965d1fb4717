import type pg from "pg";
import { afterAll, beforeAll, vi } from "vitest";
import { closeDatabase, database, openDatabase } from "../db.ts";
import { startPostgres, type TestPostgres } from "./postgres-server.ts";

/**
 * Gives the test file an empty PostgreSQL database of its own, and opens it: for what the embedded database cannot show,
 * because there one transaction follows the other.
 * @returns `restart`, which breaks every connection; null where the server is somebody else's
 */
export function usePostgres() {
  const isGiven = process.env.DATABASE_URL !== undefined;
  let postgres: TestPostgres;

  beforeAll(async () => {
    postgres = await startPostgres();
    vi.stubEnv("DATABASE_URL", postgres.url);
    await openDatabase();
  });

  afterAll(async () => {
    const disconnected = connectionsClosed(database().pool);
    await closeDatabase();
    await disconnected;
    await postgres.drop();
  });

  return { restart: isGiven ? null : async () => postgres.restart?.() };
}

/** A pool calls itself ended while its connections are still closing; a server that stops then breaks them. */
function connectionsClosed(pool: pg.Pool): Promise<void> {
  let open = pool.totalCount;
  return new Promise((resolve) => {
    if (open === 0) resolve();
    pool.on("remove", () => {
      open -= 1;
      if (open === 0) resolve();
    });
  });
}
