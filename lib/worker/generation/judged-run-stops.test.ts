import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Misbehaviour } from "#e2e/support/openai-behaviour.ts";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import { type Budget, NO_BUDGET } from "#lib/runs/budget.ts";
import { getRunForm } from "#lib/runs/form/run-form-queries.ts";
import { getRun, getRunProgress } from "#lib/runs/run-queries.ts";
import { cancelRun } from "#lib/runs/steering/cancel-run.ts";
import { judgeAgain } from "#lib/runs/steering/judge-again.ts";
import { pauseRun } from "#lib/runs/steering/pause-run.ts";
import { resumeRun } from "#lib/runs/steering/resume-run.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { accountOf, quickWorld } from "../test/generation-world.ts";
import { makeJudgedWorld, said } from "../test/judged-world.ts";
import { generateRun } from "./generate-run.ts";
import type { GenerationWorld } from "./generation-port.ts";

useDatabase();
const never = new AbortController().signal;

let server: OpenaiServer;
beforeAll(async () => {
  server = await startOpenaiServer();
});
afterAll(() => server.close());
const reply = () => said();
afterEach(() => server.behave({ script: [], shares: {}, latencyMs: 0, reply, answer: null }));

const makeWorld = () => {
  server.behave({ reply });
  return makeJudgedWorld({ judgeUrl: server.baseUrl });
};

async function asked(work: () => Promise<unknown>): Promise<number> {
  const before = server.chats().length;
  await work();
  return server.chats().length - before;
}

const limits = (given: Partial<Budget>): Budget => ({ ...NO_BUDGET, ...given });
const judgedOf = (runId: string) => db().assessment.count({ where: { runId, problem: null } });

describe("a run whose judge cannot be asked", () => {
  it.each<[Misbehaviour, string]>([
    ["unauthorised", "judge unauthorised:401 Incorrect API key provided"],
    ["forbidden", "judge forbidden:403 You are not allowed to sample from this model"],
    ["modelNotFound", "judge notFound:404 The model 'judge-model' does not exist"],
    ["badRequest", "judge badRequest:400 'messages' must end with a question"],
  ])("rests at %s with the provider's words, and goes on with nothing lost", async (kind, error) => {
    const world = await makeWorld();
    const runId = await world.start(4, 2);
    server.behave({ script: ["ok", "ok", kind] });
    const first = await asked(() => generateRun(runId, never, quickWorld()));
    expect(first).toBeLessThanOrEqual(4);
    expect(await accountOf(runId)).toMatchObject({ state: "paused", error, items: { produced: 12 } });
    expect((await getRunProgress({ ...world, runId })).failure).toMatchObject({ ofJudge: true });
    const judged = await judgedOf(runId);
    expect(judged).toBeGreaterThanOrEqual(2);
    await resumeRun({ ...world, runId });
    expect(await asked(() => generateRun(runId, never, quickWorld()))).toBe(12 - judged);
    expect(await accountOf(runId)).toMatchObject({ state: "done", items: { produced: 12 } });
    expect(await judgedOf(runId)).toBe(12);
  });

  it("says that the endpoint is gone, and asks no other", async () => {
    const world = await makeWorld();
    const runId = await world.start(2);
    await db().endpoint.delete({ where: { id: world.judge.id } });
    expect(await asked(() => generateRun(runId, never, quickWorld()))).toBe(0);
    expect(await accountOf(runId)).toMatchObject({ state: "paused", error: "judge endpointMissing:" });
    const { values } = await getRunForm({ ...world, from: runId });
    expect(values.judge).toEqual({ endpointId: "", rubric: world.rubric });
  });

  it("is asked again though the generator's endpoint is gone, where nothing is left to generate", async () => {
    const generator = await startOpenaiServer();
    const world = await makeJudgedWorld({ judgeUrl: server.baseUrl, endpointUrl: generator.baseUrl });
    server.behave({ reply, script: ["empty"] });
    const runId = await world.start(2);
    await generateRun(runId, never, quickWorld());
    await db().endpoint.delete({ where: { id: world.endpoint?.id ?? "" } });
    await judgeAgain({ ...world, runId });
    expect(await asked(() => generateRun(runId, never, quickWorld()))).toBe(1);
    expect((await accountOf(runId)).state).toBe("done");
    await generator.close();
  });

  it("says that its key cannot be read", async () => {
    const world = await makeWorld();
    const runId = await world.start(2);
    await db().endpoint.update({ where: { id: world.judge.id }, data: { encryptedKey: "not a secret" } });
    await generateRun(runId, never, quickWorld());
    expect((await accountOf(runId)).error).toMatch(/^judge keyUnreadable:./);
  });
});

describe("somebody", () => {
  it("lets it rest while it is judged: what was asked is kept", async () => {
    const world = await makeWorld();
    const runId = await world.start(4, 3);
    server.behave({ latencyMs: 1_500 });
    const running = generateRun(runId, never, quickWorld());
    await expect.poll(() => server.openNow(), { timeout: 5_000 }).toBe(3);
    await pauseRun({ ...world, runId });
    await running;
    expect((await accountOf(runId)).state).toBe("paused");
    expect(await judgedOf(runId)).toBe(3);
    server.behave({ latencyMs: 0 });
    await resumeRun({ ...world, runId });
    expect(await asked(() => generateRun(runId, never, quickWorld()))).toBe(9);
  });

  it("cancels it: what was asked is dropped at once, and asked when it is judged again", async () => {
    const world = await makeWorld();
    const runId = await world.start(4, 3);
    server.behave({ script: ["hang", "hang", "hang"] });
    const running = generateRun(runId, never, quickWorld());
    await expect.poll(() => server.openNow(), { timeout: 5_000 }).toBe(3);
    await expect(judgeAgain({ ...world, runId })).rejects.toMatchObject({ key: "runs.errors.judgeLater" });
    await cancelRun({ ...world, runId });
    await running;
    await expect.poll(() => server.openNow()).toBe(0);
    expect((await accountOf(runId)).state).toBe("cancelled");
    expect(await judgedOf(runId)).toBe(0);
    await judgeAgain({ ...world, runId });
    expect(await asked(() => generateRun(runId, never, quickWorld()))).toBe(12);
    expect((await accountOf(runId)).state).toBe("done");
  });
});

describe("a budget", () => {
  it("of calls holds for generator and judge together", async () => {
    const generator = await startOpenaiServer();
    const world = await makeJudgedWorld({ judgeUrl: server.baseUrl, endpointUrl: generator.baseUrl });
    server.behave({ reply, script: ["ok", "serverError", "ok"] });
    const runId = await world.start(3, 2, { budget: limits({ calls: 14 }) });
    expect(await asked(() => generateRun(runId, never, quickWorld()))).toBe(5);
    expect(generator.chats()).toHaveLength(9);
    const { state, usage } = await getRunProgress({ ...world, runId });
    expect(state).toBe("stoppedByBudget");
    expect([usage.calls, usage.judge?.calls]).toEqual([9, 5]);
    await expect(judgeAgain({ ...world, runId })).rejects.toMatchObject({ key: "runs.errors.budgetSpent" });
    await expect(resumeRun({ ...world, runId })).rejects.toMatchObject({ key: "runs.errors.budgetSpent" });
    const judged = await judgedOf(runId);
    await resumeRun({ ...world, runId, budget: NO_BUDGET });
    expect(await asked(() => generateRun(runId, never, quickWorld()))).toBe(9 - judged);
    expect(generator.chats()).toHaveLength(9);
    expect((await accountOf(runId)).state).toBe("done");
    await generator.close();
  });

  it("of money and of tokens holds for the judge of what the built-in generator wrote", async () => {
    const world = await makeWorld();
    // An answer is two tokens, at a dollar each.
    const money = await world.start(8, 2, { budget: limits({ cost: 10 }) });
    await generateRun(money, never, quickWorld());
    const run = await getRun({ ...world, runId: money });
    expect(run.state).toBe("stoppedByBudget");
    expect(run.cost).toBeGreaterThanOrEqual(9);
    expect(run.cost).toBeLessThanOrEqual(12);
    const tokens = await world.start(8, 2, { budget: limits({ tokens: 10 }), seed: 8 });
    await generateRun(tokens, never, quickWorld());
    const { usage, state } = await getRunProgress({ ...world, runId: tokens });
    expect(state).toBe("stoppedByBudget");
    expect(usage.judge?.calls).toBeLessThanOrEqual(6);
  });

  it("of money holds for a judge whose prices are known beside a generator whose are not", async () => {
    const generator = await startOpenaiServer();
    const world = await makeJudgedWorld({ judgeUrl: server.baseUrl, endpointUrl: generator.baseUrl });
    const runId = await world.start(4, 2, { budget: limits({ cost: 8 }) });
    server.behave({ reply });
    expect(await asked(() => generateRun(runId, never, quickWorld()))).toBeLessThanOrEqual(6);
    expect(await getRun({ ...world, runId })).toMatchObject({ state: "stoppedByBudget", cost: null });
    await generator.close();
  });
});

describe("an answer of the judge", () => {
  it("that could not be saved is there for the next process, which pays for none twice", async () => {
    const world = await makeWorld();
    const runId = await world.start(4, 3, { reusesReplies: false });
    const quick = quickWorld();
    const storeAssessments = () => Promise.reject(new Error("the disk is full"));
    const failing: GenerationWorld = { ...quick, store: { ...quick.store, storeAssessments } };
    const first = await asked(() => generateRun(runId, never, failing).catch(() => {}));
    expect(first).toBeGreaterThan(0);
    expect(await judgedOf(runId)).toBe(0);
    expect(await asked(() => generateRun(runId, never, quickWorld()))).toBe(12 - first);
    expect(await judgedOf(runId)).toBe(12);
    expect((await accountOf(runId)).state).toBe("done");
  });

  it("is there after the process was killed between its coming and its saving", async () => {
    const world = await makeWorld();
    const runId = await world.start(4, 3, { reusesReplies: false });
    const quick = quickWorld();
    const process = new AbortController();
    const { projectId } = world;
    const storeAssessments: GenerationWorld["store"]["storeAssessments"] = async () => {
      await expect.poll(() => db().storedReply.count({ where: { projectId } })).toBe(12);
      process.abort(new Error("killed"));
      await new Promise(() => {});
    };
    const dying = { ...quick, store: { ...quick.store, storeAssessments } };
    const before = server.chats().length;
    // It never returns: what it would have saved is lost with it.
    void generateRun(runId, process.signal, dying).catch(() => {});
    await expect.poll(() => process.signal.aborted, { timeout: 5_000 }).toBe(true);
    expect(await judgedOf(runId)).toBe(0);
    await generateRun(runId, never, quickWorld());
    expect(server.chats().length - before).toBe(12);
    expect(await judgedOf(runId)).toBe(12);
    expect((await accountOf(runId)).state).toBe("done");
  });

  it("is taken by a run of the same texts, where that is wished", async () => {
    const world = await makeWorld();
    const first = await world.start(3, 2);
    expect(await asked(() => generateRun(first, never, quickWorld()))).toBe(9);
    const again = await world.start(3, 2, { reusesReplies: true });
    expect(await asked(() => generateRun(again, never, quickWorld()))).toBe(0);
    const { usage, judging } = await getRunProgress({ ...world, runId: again });
    expect(usage.judge).toMatchObject({ calls: 0, cost: 0 });
    expect(judging?.scores).toEqual([0, 0, 0, 9, 0]);
    const anew = await world.start(3, 2, { reusesReplies: false });
    expect(await asked(() => generateRun(anew, never, quickWorld()))).toBe(9);
  });
});
