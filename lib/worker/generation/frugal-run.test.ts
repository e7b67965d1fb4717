import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import type { Budget } from "#lib/runs/budget.ts";
import { NO_BUDGET } from "#lib/runs/budget.ts";
import { getRun, getRunProgress } from "#lib/runs/run-queries.ts";
import { pauseRun } from "#lib/runs/steering/pause-run.ts";
import { resumeRun, retryFailures } from "#lib/runs/steering/resume-run.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedFinding } from "#prisma/seed/exemplars.ts";
import { accountOf, makeTestWorld, quickWorld } from "../test/generation-world.ts";
import { generateRun } from "./generate-run.ts";
import type { GenerationWorld } from "./generation-port.ts";

useDatabase();
const never = new AbortController().signal;

let server: OpenaiServer;
beforeAll(async () => {
  server = await startOpenaiServer();
});
afterAll(() => server.close());
afterEach(() => server.behave({ script: [], shares: {}, latencyMs: 0 }));

const makeWorld = () => makeTestWorld({ endpointUrl: server.baseUrl });

async function asked(work: () => Promise<unknown>): Promise<number> {
  const before = server.chats().length;
  await work();
  return server.chats().length - before;
}

describe("an answer", () => {
  it("is taken again by a run of the same plan, where that is wished", async () => {
    const world = await makeWorld();
    const first = await world.start(6);
    expect(await asked(() => generateRun(first, never, quickWorld()))).toBe(18);
    const again = await world.start(6, 4, { reusesReplies: true });
    expect(await asked(() => generateRun(again, never, quickWorld()))).toBe(0);
    const { usage } = await getRunProgress({ ...world, runId: again });
    expect(usage).toMatchObject({ calls: 0, reused: 18, promptTokens: 0, latencyMs: null });
    const texts = async (runId: string) => (await accountOf(runId)).exemplars.map(({ text }) => text).sort();
    expect(await texts(again)).toEqual(await texts(first));
    const anew = await world.start(6, 4, { reusesReplies: false });
    expect(await asked(() => generateRun(anew, never, quickWorld()))).toBe(18);
  });

  it("is not asked for again where it could not be saved, whatever the run takes of others", async () => {
    const world = await makeWorld();
    const runId = await world.start(5, 2, { reusesReplies: false });
    const broken: GenerationWorld = quickWorld();
    const save: GenerationWorld["store"]["save"] = () => Promise.reject(new Error("the disk is full"));
    const failing = { ...broken, store: { ...broken.store, save } };
    const answered = await asked(() => generateRun(runId, never, failing).catch(() => {}));
    expect(answered).toBeGreaterThan(0);
    expect((await accountOf(runId)).exemplars).toEqual([]);
    expect(await asked(() => generateRun(runId, never, quickWorld()))).toBe(15 - answered);
    expect(await accountOf(runId)).toMatchObject({ state: "done", items: { produced: 15 } });
  });

  it("that is under way when somebody lets the run rest is waited for and kept", async () => {
    const world = await makeWorld();
    const runId = await world.start(8, 3);
    server.behave({ latencyMs: 1_500 });
    const before = server.chats().length;
    const running = generateRun(runId, never, quickWorld());
    await expect.poll(() => server.chats().length - before).toBe(3);
    await pauseRun({ ...world, runId });
    await running;
    expect(server.chats().length - before).toBe(3);
    expect(await accountOf(runId)).toMatchObject({ state: "paused", items: { produced: 3, pending: 21 } });
    server.behave({ latencyMs: 0 });
    await resumeRun({ ...world, runId });
    expect(await asked(() => generateRun(runId, never, quickWorld()))).toBe(21);
  });

  it("that was of no use is asked for anew when somebody says so, and only then", async () => {
    const world = await makeWorld();
    const runId = await world.start(2, 1, { reusesReplies: true });
    server.behave({ script: ["empty", "refused", "empty"] });
    await generateRun(runId, never, quickWorld());
    expect(await accountOf(runId)).toMatchObject({ items: { produced: 3, failed: 3 } });
    await retryFailures({ ...world, runId, code: "empty" });
    expect(await asked(() => generateRun(runId, never, quickWorld()))).toBe(2);
    expect(await accountOf(runId)).toMatchObject({
      state: "doneWithFailures",
      items: { produced: 5, failed: 1 },
    });
    await expect(retryFailures({ ...world, runId, code: "empty" })).rejects.toMatchObject({
      key: "runs.errors.nothingToRetry",
    });
    expect((await getRun({ ...world, runId })).state).toBe("doneWithFailures");
  });
});

describe("a budget", () => {
  const limits = (given: Partial<Budget>): Budget => ({ ...NO_BUDGET, ...given });

  it("of calls is never passed, tries included, and a higher one lets the run go on", async () => {
    const world = await makeWorld();
    const runId = await world.start(10, 4, { budget: limits({ calls: 12 }) });
    server.behave({ script: ["serverError", "ok", "serverError"] });
    expect(await asked(() => generateRun(runId, never, quickWorld()))).toBe(12);
    const account = await accountOf(runId);
    expect(account).toMatchObject({ state: "stoppedByBudget", unscreened: 0 });
    expect(account.exemplars).toHaveLength(10);
    await expect(resumeRun({ ...world, runId })).rejects.toMatchObject({ key: "runs.errors.budgetSpent" });
    await resumeRun({ ...world, runId, budget: NO_BUDGET });
    await generateRun(runId, never, quickWorld());
    expect(await accountOf(runId)).toMatchObject({ state: "done", items: { produced: 30 } });
  });

  it("of tokens and of money ends the run about there", async () => {
    const world = await makeWorld();
    // The server counts two tokens an answer.
    const tokens = await world.start(10, 2, { budget: limits({ tokens: 20 }) });
    await generateRun(tokens, never, quickWorld());
    const { state, usage } = await getRunProgress({ ...world, runId: tokens });
    expect(state).toBe("stoppedByBudget");
    expect(usage.promptTokens + usage.completionTokens).toBeGreaterThanOrEqual(18);
    expect(usage.promptTokens + usage.completionTokens).toBeLessThanOrEqual(24);

    await db().endpoint.updateMany({ data: { inputPrice: 500_000, outputPrice: 500_000 } });
    const money = await world.start(10, 2, { budget: limits({ cost: 8 }) });
    await generateRun(money, never, quickWorld());
    const spent = (await getRunProgress({ ...world, runId: money })).usage.cost;
    expect(spent).toBeGreaterThanOrEqual(7);
    expect(spent).toBeLessThanOrEqual(10);
  });
});

describe("a run that is to have so many that pass", () => {
  /** Screens: of each label every n-th exemplar, by its number, has an open finding. */
  const screenBy =
    (fails: (exemplar: { number: number; labelId: string }) => boolean): GenerationWorld["screen"] =>
    async ({ projectId }) => {
      const rows = await db().exemplar.findMany({ where: { projectId, screenedAt: null } });
      for (const { id, number, labelId } of rows) {
        await db().exemplar.update({ where: { id }, data: { screenedAt: new Date() } });
        if (fails({ number, labelId })) {
          await seedFinding({ exemplar: { id, projectId }, kind: "duplicate", matchId: id });
        }
      }
    };

  it("tops up what falls short until as many pass", async () => {
    const world = await makeWorld();
    const runId = await world.start(6, 4, { goal: "passing" });
    await generateRun(runId, never, quickWorld({ screen: screenBy(({ number }) => number % 4 === 0) }));
    const { labels, state, pending } = await getRunProgress({ ...world, runId });
    expect({ state, pending }).toEqual({ state: "done", pending: 0 });
    for (const label of labels) {
      expect(label).toMatchObject({ target: 6, end: "reached", asked: label.produced });
      expect(label.passing).toBeGreaterThanOrEqual(6);
      expect(label.passing).toBeLessThan(12);
    }
  });

  it("gives up a label that yields nothing, says so, and brings the others to their end", async () => {
    const world = await makeWorld();
    const dry = world.labels[1]?.id;
    const runId = await world.start(4, 4, { goal: "passing" });
    await generateRun(runId, never, quickWorld({ screen: screenBy(({ labelId }) => labelId === dry) }));
    const { labels, state } = await getRunProgress({ ...world, runId });
    expect(state).toBe("done");
    expect(labels.map(({ end }) => end)).toEqual(["reached", "notYielding", "reached"]);
    const given = labels[1];
    expect(given?.passing).toBe(0);
    expect(given?.asked).toBeLessThanOrEqual(60);
  });

  it("asks again for items that failed", async () => {
    const world = await makeWorld();
    const runId = await world.start(3, 2, { goal: "passing" });
    server.behave({ script: ["empty", "notJson"] });
    await generateRun(runId, never, quickWorld());
    const { labels, failures } = await getRunProgress({ ...world, runId });
    expect(labels.every(({ passing, end }) => passing >= 3 && end === "reached")).toBe(true);
    expect(failures).toHaveLength(2);
  });
});
