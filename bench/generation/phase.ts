/**
 * One run by a model in an embedded database of its own, by the product's own worker code, in this process. Says as its
 * last line of output what it took and what became of each item. A process for each run, so that none has the memory of
 * another.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { projectEgress } from "#lib/real-data/egress/project-egress.ts";
import { startRun } from "#lib/runs/start-run.ts";
import { screenExemplars } from "#lib/screening/screen-exemplars.ts";
import { closeDatabase, db, openDatabase } from "#lib/server/db.ts";
import { connectLlm } from "#lib/server/llm/llm.ts";
import { generateRun } from "#lib/worker/generation/generate-run.ts";
import type { GenerationWorld } from "#lib/worker/generation/generation-port.ts";
import { realWorld } from "#lib/worker/generation/real-world.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedTestSet } from "#prisma/seed/real-data.ts";
import { seedRecipe, seedVocabulary } from "#prisma/seed/recipes.ts";
import type { PhaseAsked, PhaseResult } from "./phases.ts";

const LABELS = [
  "refund",
  "card lost",
  "top up",
  "late parcel",
  "wrong sum",
  "new phone",
  "password",
  "limit",
];
const TEST_ROWS = 1_000;
const SAMPLE_MS = 100;

const { baseUrl, items, concurrency, timeoutMs, screens } = JSON.parse(process.argv[2] ?? "") as PhaseAsked;

await openDatabase();
const runId = await prepare();
const world: GenerationWorld = {
  ...realWorld,
  ...(timeoutMs === null
    ? {}
    : { llm: (endpoint, projectId) => connectLlm(endpoint, projectEgress(projectId), timeoutMs) }),
  screen: screens ? screenExemplars : sayScreened,
};
const measured = await measure(() => generateRun(runId, new AbortController().signal, world));
const result: PhaseResult = { ...measured, ...(await account()) };
process.stdout.write(`${JSON.stringify(result)}\n`);
await closeDatabase();
process.exit(0);

async function prepare(): Promise<string> {
  const { id: userId } = await seedUser();
  const { id: projectId, labels } = await seedProject({ ownerId: userId, labels: LABELS });
  const rows = Array.from({ length: TEST_ROWS }, (_, number) => ({
    text: `Somebody asked in row ${number} how the ${number % 37}th form is filled in by hand`,
    labelId: labels[number % labels.length]?.id ?? "",
  }));
  await seedTestSet(projectId, rows, userId);
  const topics = Array.from({ length: 500 }, (_, number) => `topic number ${number}`);
  await seedVocabulary(projectId, "topic", topics);
  const template = "Write one message that a customer of a bank may send. It is about {{ topic }}.";
  const { versions } = await seedRecipe({ projectId, userId, kind: "prompt", template });
  const endpoint = await db().endpoint.create({
    data: { ownerId: userId, name: "local", baseUrl, model: "test-model" },
  });
  const [each, rest] = [Math.floor(items / labels.length), items % labels.length];
  return startRun({
    userId,
    projectId,
    recipeVersionId: versions[0]?.id ?? "",
    endpointId: endpoint.id,
    targets: labels.map(({ id: labelId }, at) => ({ labelId, count: each + (at < rest ? 1 : 0) })),
    seed: 7,
    concurrency,
    goal: "produced",
  });
}

/** To see what screening takes of a run. */
async function sayScreened({ projectId }: { projectId: string }) {
  await db().exemplar.updateMany({
    where: { projectId, screenedAt: null },
    data: { screenedAt: new Date() },
  });
}

async function measure(work: () => Promise<void>) {
  const rssBefore = process.memoryUsage.rss();
  let rssMost = rssBefore;
  const ended = new AbortController();
  const watching = (async () => {
    while (!ended.signal.aborted) {
      rssMost = Math.max(rssMost, process.memoryUsage.rss());
      await sleep(SAMPLE_MS, undefined, { signal: ended.signal }).catch(() => {});
    }
  })();
  const [cpu, thread, start] = [process.cpuUsage(), process.threadCpuUsage(), performance.now()];
  const startedAt = Date.now();
  await work();
  const wallMs = performance.now() - start;
  const [cpuSpent, threadSpent] = [process.cpuUsage(cpu), process.threadCpuUsage(thread)];
  ended.abort();
  await watching;
  return {
    startedAt,
    wallMs,
    cpuMs: (cpuSpent.user + cpuSpent.system) / 1_000,
    mainThreadMs: (threadSpent.user + threadSpent.system) / 1_000,
    rssGrowthMb: (rssMost - rssBefore) / 2 ** 20,
  };
}

async function account() {
  const run = await db().run.findUniqueOrThrow({ where: { id: runId } });
  const rows = await db().runItem.findMany({ where: { runId }, include: { exemplar: true } });
  return {
    state: run.state,
    items: rows.map(({ seed, messages, state, errorCode, exemplar }) => ({
      question: `${seed} ${(messages as { content: string }[]).at(-1)?.content}`,
      state,
      errorCode,
      hasExemplar: exemplar !== null,
    })),
  };
}
