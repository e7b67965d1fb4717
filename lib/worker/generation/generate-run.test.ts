import { describe, expect, it, vi } from "vitest";
import { getRunProgress } from "#lib/runs/run-queries.ts";
import { cancelRun } from "#lib/runs/steering/cancel-run.ts";
import { resumeRun } from "#lib/runs/steering/resume-run.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { accountOf, makeTestWorld, quickWorld } from "../test/generation-world.ts";
import { generateRun } from "./generate-run.ts";
import { realWorld } from "./real-world.ts";

useDatabase();
const never = new AbortController().signal;

describe("a built-in run", () => {
  it("makes exactly what was asked for, screened, in the order of the plan, and is done", async () => {
    const world = await makeTestWorld();
    const runId = await world.start(100);
    await generateRun(runId, never, quickWorld());
    const account = await accountOf(runId);
    expect(account).toMatchObject({
      state: "done",
      error: null,
      items: { produced: 300 },
      isContiguous: true,
      unscreened: 0,
    });
    expect(account.exemplars.map(({ number }) => number)).toEqual(
      Array.from({ length: 300 }, (_, i) => i + 1),
    );
    const progress = await getRunProgress({ ...world, runId });
    expect(
      progress.labels.map(({ asked, produced, screened, failed }) => [asked, produced, screened, failed]),
    ).toEqual(world.labels.map(() => [100, 100, 100, 0]));
  });

  it("is the same for the same seed", async () => {
    const world = await makeTestWorld();
    const texts = [];
    for (let i = 0; i < 2; i++) {
      const runId = await world.start(20);
      await generateRun(runId, never, quickWorld());
      texts.push((await accountOf(runId)).exemplars.map(({ text }) => text));
    }
    expect(texts[0]).toEqual(texts[1]);
  });

  it("stops with the reason where the plan has become impossible", async () => {
    const world = await makeTestWorld();
    const runId = await world.start(5);
    await db().vocabularyEntry.deleteMany({ where: { vocabulary: { projectId: world.projectId } } });
    await generateRun(runId, never, quickWorld());
    expect(await accountOf(runId)).toMatchObject({
      state: "failed",
      error: expect.stringMatching(/^planImpossible:\{"key":"recipes\./),
      items: {},
    });
  });

  it("is not done while an exemplar is not screened", async () => {
    const world = await makeTestWorld();
    const runId = await world.start(5);
    let times = 0;
    const screen = async () => {
      times += 1;
      const unscreened = { projectId: world.projectId, screenedAt: null, number: { lte: 2 * times } };
      await db().exemplar.updateMany({ where: unscreened, data: { screenedAt: new Date() } });
    };
    await generateRun(runId, never, quickWorld({ screen }));
    expect(await accountOf(runId)).toMatchObject({ state: "done", unscreened: 0 });
    expect(times).toBeGreaterThanOrEqual(8);
  });

  it("leaves the run to the next try where screening fails, with nothing lost", async () => {
    const world = await makeTestWorld();
    const runId = await world.start(5);
    const screen = () => Promise.reject(new Error("no engine"));
    await expect(generateRun(runId, never, quickWorld({ screen }))).rejects.toThrow("no engine");
    expect(await accountOf(runId)).toMatchObject({ state: "running", items: { produced: 15 } });
    await generateRun(runId, never, quickWorld());
    expect(await accountOf(runId)).toMatchObject({ state: "done", items: { produced: 15 } });
  });
});

describe("cancelling", () => {
  it("stops within a second, keeps what is there, and can be resumed", async () => {
    const world = await makeTestWorld();
    const runId = await world.start(400);
    let saves = 0;
    const save: typeof realWorld.store.save = async (batch) => {
      const saved = await realWorld.store.save(batch);
      saves += 1;
      if (saves === 2) await cancelRun({ ...world, runId });
      await realWorld.clock.sleep(700, never);
      return saved;
    };
    await generateRun(runId, never, { ...quickWorld(), store: { ...realWorld.store, save } });
    const cancelled = await accountOf(runId);
    expect(cancelled).toMatchObject({
      state: "cancelled",
      unscreened: 0,
      items: { produced: expect.any(Number) },
    });
    expect(cancelled.exemplars.length).toBeLessThanOrEqual(750);
    expect(cancelled.items).toMatchObject({ pending: 1200 - cancelled.exemplars.length });

    await resumeRun({ ...world, runId });
    await generateRun(runId, never, quickWorld());
    expect(await accountOf(runId)).toMatchObject({
      state: "done",
      items: { produced: 1200 },
      itemsWithTwo: 0,
      isContiguous: true,
    });
  });

  it("refuses a run that is over, and a run of somebody else", async () => {
    const world = await makeTestWorld();
    const runId = await world.start(1);
    const stranger = await makeTestWorld();
    await expect(cancelRun({ ...world, userId: stranger.userId, runId })).rejects.toThrow(
      "runs.errors.notFound",
    );
    await generateRun(runId, never, quickWorld());
    await expect(cancelRun({ ...world, runId })).rejects.toThrow("notCancellable");
    await expect(resumeRun({ ...world, runId })).rejects.toThrow("notResumable");
  });

  it("does not start what was cancelled while it waited", async () => {
    const world = await makeTestWorld();
    const runId = await world.start(1);
    await cancelRun({ ...world, runId });
    await generateRun(runId, never, quickWorld());
    expect(await accountOf(runId)).toMatchObject({ state: "cancelled", items: {} });
  });
});

describe("a process that dies", () => {
  /** Lets the n-th call to the store fail, and every one after it, as death does; or the call work and its answer be lost. */
  function dyingStore(calls: number, isAnswerLost: boolean): typeof realWorld.store {
    let left = calls;
    const entries = Object.entries(realWorld.store).map(([name, operation]) => [
      name,
      async (...parameters: never[]) => {
        // The watch looks by the clock: counting it would make the place of death a matter of luck.
        if (name === "findState") return "running";
        left -= 1;
        if (left < 0) throw new Error("dead");
        const answer = await (operation as (...given: never[]) => Promise<unknown>)(...parameters);
        if (left === 0 && isAnswerLost) throw new Error("dead");
        return answer;
      },
    ]);
    return Object.fromEntries(entries) as typeof realWorld.store;
  }

  it.each([false, true])(
    "loses nothing and doubles nothing wherever it dies (answer lost: %s)",
    async (isAnswerLost) => {
      const world = await makeTestWorld();
      const runId = await world.start(300);
      let deaths = 0;
      for (let calls = 1; calls < 40; calls++) {
        const store = dyingStore(calls, isAnswerLost);
        const died = await generateRun(runId, never, { ...quickWorld(), store }).then(
          () => false,
          () => true,
        );
        if (!died) break;
        deaths += 1;
      }
      expect(deaths).toBeGreaterThan(4);
      expect(await accountOf(runId)).toMatchObject({
        state: "done",
        items: { produced: 900 },
        itemsWithTwo: 0,
        isContiguous: true,
        unscreened: 0,
      });
    },
  );

  it("plans anew what was half planned", async () => {
    const world = await makeTestWorld();
    const runId = await world.start(300);
    const { signal } = new AbortController();
    vi.spyOn(signal, "throwIfAborted")
      .mockReturnValueOnce()
      .mockImplementationOnce(() => {
        throw new Error("dead");
      });
    await expect(realWorld.store.plan({ runId, signal })).rejects.toThrow("dead");
    expect(await db().runItem.count({ where: { runId } })).toBe(500);
    await generateRun(runId, never, quickWorld());
    expect(await accountOf(runId)).toMatchObject({ state: "done", items: { produced: 900 } });
  });
});
