import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { freePort } from "#lib/server/test/free-port.ts";
import { startPostgres, type TestPostgres } from "#lib/server/test/postgres-server.ts";
import { type StartedProcess, startProcess } from "#lib/worker/test/child-process.ts";
import { expect, test } from "./fixtures.ts";
import { addEndpoint, createProject, createRecipe, createVocabulary, startRun } from "./support/journey.ts";
import { type OpenaiServer, startOpenaiServer } from "./support/openai-server.ts";

const ITEMS = 5_000;
const AT_ONCE = 32;
const KILLS = 8;
const LABELS = ["Ferry", "Buoy"];

let postgres: TestPostgres;
let openai: OpenaiServer;
let origins: string[];
let servers: StartedProcess[];
let workers: StartedProcess[];
const folders: string[] = [];
const secret = randomBytes(32).toString("base64");

/** A process as on a machine of its own: it shares the database and the secret key with the others, and no folder. */
function startMachine(file: string, environment: Record<string, string> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "winnow-machine-"));
  folders.push(folder);
  const shared = { DATABASE_URL: postgres.url, WINNOW_SECRET_KEY: secret };
  return startProcess(file, {
    environment: { ...process.env, ...shared, WINNOW_DATA: folder, ...environment },
  });
}

const startWorker = () => startMachine("lib/worker/alone.ts");

test.describe.configure({ timeout: 300_000 });

test.beforeAll(async () => {
  postgres = await startPostgres();
  openai = await startOpenaiServer({ latencyMs: 100 });
  const ports = [await freePort(), await freePort()];
  origins = ports.map((port) => `http://127.0.0.1:${port}`);
  // Both at once, on a database that has no tables yet.
  servers = ports.map((port) =>
    startMachine("lib/launch/start.ts", { PORT: String(port), WINNOW_WORKER: "off" }),
  );
  for (const origin of origins) {
    const answers = () =>
      fetch(`${origin}/api/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    await expect.poll(answers, { timeout: 60_000 }).toBe(true);
  }
  workers = [1, 2, 3].map(startWorker);
  for (const worker of workers) await worker.line("a worker");
});

test.afterAll(async () => {
  for (const { child } of [...workers, ...servers]) child.kill("SIGTERM");
  await Promise.all([...workers, ...servers].map(({ ended }) => ended));
  await openai.close();
  await postgres.drop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test("a run of 5,000 that is started on one server and watched on another loses nothing to killed workers", async ({
  browser,
}) => {
  const [here = "", there = ""] = origins;
  const context = await browser.newContext({ baseURL: here });
  const page = await context.newPage();
  await addEndpoint(page, { name: "Harbour", baseUrl: openai.baseUrl });
  const journey = await createProject(page, "Many machines", LABELS);
  await createVocabulary(
    journey,
    "cargo",
    Array.from({ length: 200 }, (_, number) => `crate number ${number}`),
  );
  await createRecipe(journey, {
    name: "Questions",
    kind: "Prompt",
    template: "[Please|Kindly|Now] say [something|a word] of {{ cargo }} to the {{ label }}.",
  });
  await startRun(journey, {
    recipe: /Questions/,
    endpoint: /^Harbour/,
    perLabel: ITEMS / LABELS.length,
    atOnce: AT_ONCE,
  });
  const run = new URL(page.url()).pathname;
  const runId = run.split("/").at(-1) ?? "";

  const elsewhere = await context.newPage();
  await elsewhere.goto(`${there}${run}`);
  const isDone = () => elsewhere.getByText("Done", { exact: true }).isVisible();
  const database = new pg.Client({ connectionString: postgres.url });
  await database.connect();
  const rows = async (query: string) => (await database.query(query, [runId])).rows;
  expect((await database.query(`SELECT count(*)::int AS people FROM "User"`)).rows).toEqual([{ people: 1 }]);
  const claimants = new Set<string>();
  let kills = 0;
  while (!(await isDone())) {
    for (const { claimedBy } of await rows(
      `SELECT DISTINCT "claimedBy" FROM "RunItem" WHERE "runId" = $1 AND state = 'claimed'`,
    )) {
      claimants.add(claimedBy);
    }
    await sleep(500 + 3_500 * Math.random());
    const [left] = await rows(
      `SELECT count(*)::int AS items FROM "RunItem" WHERE "runId" = $1 AND state IN ('pending', 'claimed')`,
    );
    if (left.items === 0 || kills === KILLS) continue;
    const victim = Math.floor(workers.length * Math.random());
    workers[victim]?.child.kill("SIGKILL");
    await workers[victim]?.ended;
    expect(workers[victim]?.errors()).toBe("");
    workers[victim] = startWorker();
    kills++;
  }

  expect(await rows(`SELECT state, count(*)::int FROM "RunItem" WHERE "runId" = $1 GROUP BY state`)).toEqual([
    { state: "produced", count: ITEMS },
  ]);
  const [made] = await rows(`
    SELECT count(*)::int AS exemplars, count(DISTINCT "runItemId")::int AS items, max(number) AS last,
      count(*) FILTER (WHERE "screenedAt" IS NULL)::int AS unscreened
    FROM "Exemplar" WHERE "runId" = $1`);
  expect(made).toEqual({ exemplars: ITEMS, items: ITEMS, last: ITEMS, unscreened: 0 });
  expect(kills).toBeGreaterThan(3);
  expect(claimants.size, "several shared the run").toBeGreaterThan(3);
  // What was under way in a worker that was killed is all that may have been asked twice.
  expect(openai.chats().length).toBeLessThanOrEqual(ITEMS + kills * AT_ONCE);
  expect(openai.mostAtOnce()).toBeLessThanOrEqual(AT_ONCE);
  await database.end();
  await context.close();
});
