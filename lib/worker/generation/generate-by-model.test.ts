import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Behaviour, Misbehaviour } from "#e2e/support/openai-behaviour.ts";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import { getRunProgress } from "#lib/runs/run-queries.ts";
import { cancelRun } from "#lib/runs/steering/cancel-run.ts";
import { resumeRun } from "#lib/runs/steering/resume-run.ts";
import { db } from "#lib/server/db.ts";
import { consented } from "#lib/server/llm/egress.ts";
import { connectLlm } from "#lib/server/llm/llm.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { accountOf, makeTestWorld, quickWorld } from "../test/generation-world.ts";
import { generateRun } from "./generate-run.ts";
import { realWorld } from "./real-world.ts";

useDatabase();
const never = new AbortController().signal;

let server: OpenaiServer;
beforeAll(async () => {
  server = await startOpenaiServer();
});
afterAll(() => server.close());
const WELL_BEHAVED: Partial<Behaviour> = { script: [], shares: {}, latencyMs: 0, retryAfter: null };
afterEach(() => server.behave(WELL_BEHAVED));

const makeWorld = () => makeTestWorld({ endpointUrl: server.baseUrl });
const impatient = () => quickWorld({ llm: (endpoint) => connectLlm(endpoint, consented, 150) });

describe("a run by a model", () => {
  it("asks once for each exemplar, no more at once than allowed, and keeps the raw reply", async () => {
    const world = await makeWorld();
    const runId = await world.start(20, 5);
    server.behave({ latencyMs: 20 });
    const before = server.chats().length;
    await generateRun(runId, never, quickWorld());
    const account = await accountOf(runId);
    expect(account).toMatchObject({
      state: "done",
      items: { produced: 60 },
      isContiguous: true,
      unscreened: 0,
    });
    expect(server.chats().length - before).toBe(60);
    expect(server.mostAtOnce()).toBe(5);
    const item = await db().runItem.findFirstOrThrow({
      where: { runId, position: 17 },
      include: { exemplar: true },
    });
    expect(JSON.parse(item.reply ?? "").choices[0].message.content).toBe(item.exemplar?.text);
    expect(item).toMatchObject({ attempts: 1, latencyMs: expect.any(Number) });
    expect(
      server.chats().some(({ body }) => JSON.stringify(body).includes(JSON.stringify(item.messages))),
    ).toBe(true);
  });

  it.each<[Misbehaviour, string]>([
    ["empty", "empty"],
    ["cutOffReply", "cutOff"],
    ["cutOffBody", "notJson"],
    ["notJson", "notJson"],
    ["wrongShape", "malformedReply"],
    ["filtered", "filtered"],
    ["refused", "refused"],
    ["nul", "unreadableText"],
    ["tooLongPrompt", "rejectedRequest"],
  ])("records %s as a failure with its reason, and guesses nothing", async (kind, code) => {
    const world = await makeWorld();
    const runId = await world.start(4);
    server.behave({ script: ["ok", kind, kind, "ok", kind] });
    await generateRun(runId, never, quickWorld());
    const account = await accountOf(runId);
    expect(account).toMatchObject({
      state: "doneWithFailures",
      items: { produced: 9, failed: 3 },
      isContiguous: true,
    });
    const progress = await getRunProgress({ ...world, runId });
    expect(progress.failures).toMatchObject([{ code, count: 3 }]);
    const failed = await db().runItem.findMany({
      where: { runId, state: "failed" },
      include: { exemplar: true },
    });
    expect(failed.every(({ exemplar }) => exemplar === null)).toBe(true);
    if (kind !== "tooLongPrompt") expect(failed.every(({ reply }) => reply !== null)).toBe(true);
  });

  it.each<[Misbehaviour, string, number]>([
    ["serverError", "serverError", 4],
    ["reset", "unreachable", 4],
    ["rateLimited", "rateLimited", 4],
    ["hang", "timeout", 2],
    ["hangInBody", "timeout", 2],
  ])("tries again after %s, and records it where it stays", async (kind, code, tries) => {
    const world = await makeWorld();
    const patient = await world.start(1, 1);
    server.behave({ script: [kind] });
    await generateRun(patient, never, impatient());
    expect(await accountOf(patient)).toMatchObject({ state: "done", items: { produced: 3 } });
    expect(await db().runItem.findFirst({ where: { runId: patient, position: 0 } })).toMatchObject({
      attempts: 2,
    });

    const unlucky = await world.start(1, 1);
    server.behave({ script: Array.from({ length: tries }, () => kind) });
    await generateRun(unlucky, never, impatient());
    expect(await accountOf(unlucky)).toMatchObject({
      state: "doneWithFailures",
      items: { produced: 2, failed: 1 },
    });
    expect((await getRunProgress({ ...world, runId: unlucky })).failures).toMatchObject([{ code, count: 1 }]);
  });

  it("waits as long as it is told to, all questions together", async () => {
    const world = await makeWorld();
    const runId = await world.start(5, 4);
    server.behave({ script: ["rateLimited"], retryAfter: 1 });
    const began = performance.now();
    await generateRun(runId, never, { ...quickWorld(), clock: realWorld.clock });
    expect(performance.now() - began).toBeGreaterThan(1000);
    expect(await accountOf(runId)).toMatchObject({ state: "done", items: { produced: 15 } });
  });

  it.each<[Misbehaviour, string]>([
    ["unauthorised", "unauthorised:401 Incorrect API key provided"],
    ["forbidden", "forbidden:403 You are not allowed to sample from this model"],
    ["modelNotFound", "notFound:404 The model 'test-model' does not exist"],
    ["badRequest", "badRequest:400 'messages' must end with a question"],
    ["quota", "quotaExhausted:429 You exceeded your current quota"],
    ["redirect", "redirected:http://elsewhere.invalid/v1/chat/completions"],
  ])("stops at once at %s, in the provider's words, and goes on when resumed", async (kind, error) => {
    const world = await makeWorld();
    const runId = await world.start(10, 2);
    server.behave({ script: ["ok", "ok", "ok", kind] });
    const before = server.chats().length;
    await generateRun(runId, never, quickWorld());
    const stopped = await accountOf(runId);
    expect(stopped).toMatchObject({ state: "paused", error, unscreened: 0 });
    expect(server.chats().length - before).toBeLessThanOrEqual(6);
    expect((stopped.items.produced ?? 0) + (stopped.items.pending ?? 0)).toBe(30);
    expect(stopped.items.produced).toBeGreaterThanOrEqual(3);

    await resumeRun({ ...world, runId });
    await generateRun(runId, never, quickWorld());
    expect(await accountOf(runId)).toMatchObject({ state: "done", items: { produced: 30 }, itemsWithTwo: 0 });
  });

  it("takes an endpoint for down when nothing is answered any more", async () => {
    const world = await makeWorld();
    const runId = await world.start(100, 8);
    server.behave({ shares: { serverError: 1 } });
    await generateRun(runId, never, quickWorld());
    const stopped = await accountOf(runId);
    expect(stopped).toMatchObject({ state: "paused", error: "serverError:500 The server had an error" });
    expect(stopped.items.failed).toBeLessThan(40);
    server.behave(WELL_BEHAVED);
    await resumeRun({ ...world, runId });
    await generateRun(runId, never, quickWorld());
    expect(await accountOf(runId)).toMatchObject({ state: "done", items: { produced: 300 } });
  });

  it("accounts for every item of a server that does everything wrong at times", async () => {
    const world = await makeWorld();
    const runId = await world.start(80, 16);
    server.behave({
      latencyMs: 2,
      shares: {
        empty: 0.05,
        notJson: 0.05,
        cutOffReply: 0.05,
        cutOffBody: 0.05,
        hang: 0.03,
        reset: 0.05,
        serverError: 0.05,
      },
    });
    await generateRun(runId, never, impatient());
    const account = await accountOf(runId);
    expect(account.state).toBe("doneWithFailures");
    expect((account.items.produced ?? 0) + (account.items.failed ?? 0)).toBe(240);
    expect(account.exemplars.length).toBe(account.items.produced);
    expect(account.isContiguous).toBe(true);
    const { failures } = await getRunProgress({ ...world, runId });
    expect(failures.reduce((sum, { count }) => sum + count, 0)).toBe(account.items.failed);
    expect(new Set(failures.map(({ code }) => code)).size).toBeGreaterThanOrEqual(5);
  });

  it("aborts what is under way when cancelled", async () => {
    const world = await makeWorld();
    const runId = await world.start(10, 4);
    server.behave({ script: ["ok", "ok", ...Array.from({ length: 28 }, () => "hang" as const)] });
    const generating = generateRun(runId, never, quickWorld());
    await expect.poll(() => server.openNow()).toBe(4);
    const began = performance.now();
    await cancelRun({ ...world, runId });
    await generating;
    expect(performance.now() - began).toBeLessThan(1500);
    await expect.poll(() => server.openNow()).toBe(0);
    expect(await accountOf(runId)).toMatchObject({
      state: "cancelled",
      items: { produced: 2, pending: 28 },
      unscreened: 0,
    });
  });

  it("does not ask another endpoint where its own was deleted", async () => {
    const world = await makeWorld();
    const runId = await world.start(2);
    await db().endpoint.delete({ where: { id: world.endpoint?.id ?? "" } });
    const before = server.chats().length;
    await generateRun(runId, never, quickWorld());
    expect(await accountOf(runId)).toMatchObject({ state: "paused", error: "endpointMissing:" });
    expect(server.chats().length).toBe(before);
  });
});
