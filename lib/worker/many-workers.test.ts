import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import type { RunProgress, StartRunInput } from "#lib/runs/runs.ts";
import { db } from "#lib/server/db.ts";
import { usePostgres } from "#lib/server/test/postgres.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedRecipe, seedVocabulary } from "#prisma/seed/recipes.ts";
import { type StartedProcess, startProcess } from "./test/child-process.ts";
import { accountOf } from "./test/generation-world.ts";

// The servers boot as Next boots them and answer by the use-case and the query that the pages call; they have no pages,
// because a build would take this test out of reach of whoever changes a worker. e2e/many-machines.spec.ts has them.
const postgres = usePostgres();
const CONCURRENCY = 32;
const folder = mkdtempSync(path.join(tmpdir(), "winnow-many-"));

let openai: OpenaiServer;
let servers: StartedProcess[];
let workers: StartedProcess[];
const addresses: string[] = [];

const startWorkerProcess = () =>
  startProcess("lib/worker/alone.ts", { environment: { ...process.env, WINNOW_DATA: folder } });

beforeAll(async () => {
  openai = await startOpenaiServer({ latencyMs: 100 });
  const environment = { ...process.env, WINNOW_DATA: folder, WINNOW_WORKER: "off" };
  // Both at once, and for the first time.
  servers = [1, 2].map(() => startProcess("lib/worker/test/server-process.ts", { environment }));
  for (const server of servers) {
    addresses.push(`http://127.0.0.1:${(await server.line("listening")).split(" ").at(-1)}/`);
  }
});
beforeEach(async () => {
  workers = [1, 2, 3].map(startWorkerProcess);
  for (const worker of workers) await worker.line("a worker");
});
afterEach(async () => {
  for (const { child } of workers) child.kill("SIGTERM");
  expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual(workers.map(() => [0, null]));
});
afterAll(async () => {
  for (const { child } of servers) child.kill("SIGTERM");
  await Promise.all(servers.map(({ ended }) => ended));
  await openai.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks one server for a run. @returns how the other sees it */
async function startRun(items: number) {
  const { id: userId } = await seedUser();
  const { id: projectId, labels } = await seedProject({ ownerId: userId, labels: ["one", "two"] });
  const topics = Array.from({ length: 200 }, (_, i) => `topic ${i}`);
  await seedVocabulary(projectId, "topic", topics);
  const template = "[Please|Kindly|Now] say [something|a word] about {{ topic }} to the [bank|shop|office]";
  const { versions } = await seedRecipe({ projectId, userId, kind: "prompt", template });
  const { id: endpointId } = await db().endpoint.create({
    data: { ownerId: userId, name: "local", baseUrl: openai.baseUrl, model: "slow" },
  });
  const input: StartRunInput & { userId: string } = {
    userId,
    projectId,
    recipeVersionId: versions[0]?.id ?? "",
    endpointId,
    targets: labels.map(({ id: labelId }) => ({ labelId, count: items / labels.length })),
    seed: 1,
    concurrency: CONCURRENCY,
    goal: "produced",
    reusesReplies: false,
  };
  const answer = await fetch(addresses[0] ?? "", { method: "POST", body: JSON.stringify(input) });
  const runId = (await answer.json()) as string;
  const asked = new URLSearchParams({ userId, projectId, runId });
  const progress = async () => {
    const seen = await fetch(`${addresses[1]}?${asked}`);
    if (!seen.ok) throw new Error(await seen.text());
    return (await seen.json()) as RunProgress;
  };
  return { runId, progress };
}

it.skipIf(!postgres.restart)(
  "loses nothing, and asks nothing twice, where the database is restarted in the middle",
  {
    timeout: 180_000,
  },
  async () => {
    const before = openai.chats().length;
    const { runId, progress } = await startRun(2_000);
    const produced = async () => (await progress()).labels.reduce((sum, label) => sum + label.produced, 0);
    await expect.poll(produced, { timeout: 60_000 }).toBeGreaterThan(300);
    await postgres.restart?.();
    await expect.poll(async () => (await progress()).state, { timeout: 100_000 }).toBe("done");
    expect(await accountOf(runId)).toMatchObject({
      items: { produced: 2_000 },
      itemsWithTwo: 0,
      unscreened: 0,
    });
    // An answer that comes while there is no database waits for it.
    expect(openai.chats().length - before).toBe(2_000);
    for (const { child } of [...workers, ...servers]) expect(child.exitCode).toBeNull();
  },
);
