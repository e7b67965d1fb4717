import { beforeAll, describe, expect, it } from "vitest";
import { makeTestWorld } from "#lib/worker/test/generation-world.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { db } from "../../server/db.ts";
import { useDatabase } from "../../server/test/database.ts";
import { NO_BUDGET } from "../budget.ts";
import { getRunForm } from "../form/run-form-queries.ts";
import { moveRun } from "../move-run.ts";
import { getRun, getRunProgress } from "../run-queries.ts";
import { startRun } from "../start-run.ts";
import { cancelRun } from "./cancel-run.ts";
import { discardDraft } from "./discard-draft.ts";
import { judgeAgain } from "./judge-again.ts";
import { launchRun } from "./launch-run.ts";
import { pauseRun } from "./pause-run.ts";
import { resumeRun, retryFailures } from "./resume-run.ts";

useDatabase();

let world: Awaited<ReturnType<typeof makeTestWorld>>;
beforeAll(async () => {
  world = await makeTestWorld();
});

const stateOf = async (runId: string) => (await getRun({ ...world, runId })).state;

describe("a draft", () => {
  it("waits until it is started", async () => {
    const runId = await world.start(3, 2, { isDraft: true });
    expect(await stateOf(runId)).toBe("draft");
    await launchRun({ ...world, runId });
    expect(await stateOf(runId)).toBe("queued");
    await expect(launchRun({ ...world, runId })).rejects.toMatchObject({ key: "runs.errors.notLaunchable" });
  });

  it("gives way to what was made of it, and to nothing else", async () => {
    const draft = await world.start(3, 2, { isDraft: true });
    const form = await getRunForm({ ...world, from: draft });
    expect(form.values.replacesId).toBe(draft);
    const next = await world.start(4, 2, { replacesId: draft });
    await expect(getRun({ ...world, runId: draft })).rejects.toMatchObject({ code: "not-found" });
    const further = await world.start(5, 2, { replacesId: next });
    expect(await Promise.all([next, further].map(stateOf))).toEqual(["queued", "queued"]);
  });
});

describe("a draft that is discarded", () => {
  it("is gone, and can be had again as it was", async () => {
    const budget = { calls: 7, tokens: null, cost: null };
    const runId = await world.start(3, 2, { isDraft: true, budget });
    const before = await getRun({ ...world, runId });
    const draft = await discardDraft({ ...world, runId });
    await expect(getRun({ ...world, runId })).rejects.toMatchObject({ code: "not-found" });
    await expect(discardDraft({ ...world, runId })).rejects.toMatchObject({ code: "not-found" });
    const again = await startRun({ ...draft, userId: world.userId });
    const { id, createdAt, ...like } = await getRun({ ...world, runId: again });
    expect(before).toMatchObject(like);
    expect(like.state).toBe("draft");
  });

  it("is not one that was started, nor somebody else's", async () => {
    const runId = await world.start(3, 2, { isDraft: true });
    const { id: stranger } = await seedUser("Stranger");
    await expect(discardDraft({ ...world, userId: stranger, runId })).rejects.toMatchObject({
      code: "not-found",
    });
    await launchRun({ ...world, runId });
    await expect(discardDraft({ ...world, runId })).rejects.toMatchObject({ code: "conflict" });
    expect(await stateOf(runId)).toBe("queued");
  });
});

describe("a run that rests", () => {
  it("says why, and goes on with nothing lost", async () => {
    const runId = await world.start(3);
    const failure = { code: "quotaExhausted", detail: "no credit left: top up" } as const;
    await moveRun({ runId, event: "start" });
    await moveRun({ runId, event: "pause", failure });
    expect(await getRunProgress({ ...world, runId })).toMatchObject({ state: "paused", failure });
    await resumeRun({ ...world, runId });
    expect(await getRunProgress({ ...world, runId })).toMatchObject({ state: "queued", failure: null });
    await pauseRun({ ...world, runId });
    expect(await stateOf(runId)).toBe("paused");
    await cancelRun({ ...world, runId });
    await expect(pauseRun({ ...world, runId })).rejects.toMatchObject({ key: "runs.errors.notPausable" });
  });

  it("keeps its limits unless others are given, and goes on with none that are spent", async () => {
    const runId = await world.start(3, 2, { budget: { ...NO_BUDGET, calls: 10 } });
    await pauseRun({ ...world, runId });
    await db().run.update({ where: { id: runId }, data: { calls: 10 } });
    await expect(resumeRun({ ...world, runId })).rejects.toMatchObject({ key: "runs.errors.budgetSpent" });
    expect(await stateOf(runId)).toBe("paused");
    await resumeRun({ ...world, runId, budget: { ...NO_BUDGET, calls: 11 } });
    expect((await getRun({ ...world, runId })).budget).toEqual({ calls: 11, tokens: null, cost: null });
  });

  it("is nobody else's", async () => {
    const runId = await world.start(3);
    const stranger = { userId: (await seedUser()).id, projectId: world.projectId, runId };
    const code = "empty" as const;
    const tries = [
      () => pauseRun(stranger),
      () => cancelRun(stranger),
      () => launchRun(stranger),
      () => resumeRun(stranger),
      () => retryFailures({ ...stranger, code }),
      () => judgeAgain(stranger),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: "not-found" });
    expect(await stateOf(runId)).toBe("queued");
  });
});
