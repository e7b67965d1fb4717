import { describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedFinding, seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { getRunProgress, listRuns } from "../run-queries.ts";
import { getRunItem, listRunItems } from "./run-item-queries.ts";
import { ITEMS_A_PAGE, type RunItemsAsked, readItemsAsked, writeItemsAsked } from "./run-items.ts";
import { getRunOutcome } from "./run-outcome-queries.ts";
import { getRunTimeline } from "./run-timeline-queries.ts";

useDatabase();

const START = Date.parse("2026-03-01T10:00:00.000Z");
const HOSTILE = '<img src=x onerror="alert(1)">';

/** 60 produced items, one a second, and after them `failed` ones of two reasons, ten a second. */
async function makeRun(failed = 0) {
  const { id: userId } = await seedUser();
  const project = await seedProject({ ownerId: userId, labels: ["refund", "card lost"] });
  const [refund, lost] = project.labels;
  if (!refund || !lost) throw new Error("two labels");
  const texts = Array.from({ length: 60 }, (_, i) => ({ text: `text ${i}`, labelId: refund.id }));
  const seeded = await seedRun({ projectId: project.id, userId, exemplars: texts });
  const runId = seeded.run.id;
  await db()
    .$executeRaw`UPDATE "RunItem" SET "finishedAt" = ${new Date(START)}::timestamp + position * interval '1 second'
    WHERE "runId" = ${runId}::uuid`;
  await db().runItem.createMany({
    data: Array.from({ length: failed }, (_, i) => ({
      runId,
      position: 60 + i,
      labelId: lost.id,
      seed: i,
      slots: {},
      messages: [
        { role: "system", content: "be brief" },
        { role: "user", content: HOSTILE },
      ],
      state: "failed" as const,
      attempts: 3,
      errorCode: i % 3 === 0 ? "holdsTestText" : "timeout",
      error: `no ${i}`,
      reply: i === 1 ? HOSTILE : null,
      finishedAt: new Date(START + 60_000 + i * 100),
    })),
  });
  return { userId, projectId: project.id, runId, refund, lost, exemplars: seeded.exemplars };
}

const ALL: RunItemsAsked = { filter: { state: null, labelId: null, reason: null }, place: null };
const only = (filter: Partial<RunItemsAsked["filter"]>): RunItemsAsked => ({
  ...ALL,
  filter: { ...ALL.filter, ...filter },
});

describe("items of a run", () => {
  it("come page by page, there and back, each once", async () => {
    const run = await makeRun(60);
    const first = await listRunItems({ ...run, ...ALL });
    expect(first).toMatchObject({ hasBefore: false, hasAfter: true });
    expect(first.items.map(({ position }) => position)).toEqual(
      Array.from({ length: ITEMS_A_PAGE }, (_, i) => i),
    );
    const second = await listRunItems({ ...run, ...ALL, place: { after: 49 } });
    const third = await listRunItems({ ...run, ...ALL, place: { after: 99 } });
    expect(third).toMatchObject({ hasBefore: true, hasAfter: false });
    expect(third.items.map(({ position }) => position)).toEqual(
      Array.from({ length: 20 }, (_, i) => 100 + i),
    );
    const back = await listRunItems({ ...run, ...ALL, place: { before: 100 } });
    expect(back).toEqual({ ...second, hasBefore: true, hasAfter: true });
    expect(await listRunItems({ ...run, ...ALL, place: { before: 50 } })).toMatchObject({
      items: first.items,
      hasBefore: false,
    });
  });

  it("are those of a state, a label, a reason", async () => {
    const run = await makeRun(9);
    const positions = async (asked: RunItemsAsked) =>
      (await listRunItems({ ...run, ...asked })).items.map(({ position }) => position);
    expect(await positions(only({ state: "failed" }))).toEqual([60, 61, 62, 63, 64, 65, 66, 67, 68]);
    expect(await positions(only({ reason: "holdsTestText" }))).toEqual([60, 63, 66]);
    expect(await positions(only({ labelId: run.lost.id, state: "produced" }))).toEqual([]);
    expect(await positions(only({ labelId: run.refund.id }))).toHaveLength(ITEMS_A_PAGE);
    expect(await positions(only({ state: "pending" }))).toEqual([]);
  });

  it("open with what was sent and what came, as it came", async () => {
    const run = await makeRun(2);
    const { items } = await listRunItems({ ...run, ...only({ state: "failed" }) });
    const [, item] = items;
    expect(await getRunItem({ ...run, itemId: item?.id ?? "" })).toMatchObject({
      position: 61,
      messages: [
        { role: "system", content: "be brief" },
        { role: "user", content: HOSTILE },
      ],
      reply: HOSTILE,
      reason: "timeout",
      detail: "no 1",
      attempts: 3,
      exemplarNumber: null,
    });
    const made = (await listRunItems({ ...run, ...ALL })).items[4];
    expect(await getRunItem({ ...run, itemId: made?.id ?? "" })).toMatchObject({
      excerpt: "text 4",
      exemplarNumber: run.exemplars[4]?.number,
      reason: null,
    });
  });

  it("are for the owner of the project, and by the run's own address", async () => {
    const run = await makeRun(1);
    const other = await makeRun();
    const itemId = (await listRunItems({ ...run, ...ALL })).items[0]?.id ?? "";
    for (const wrong of [
      { ...run, userId: other.userId },
      { ...run, projectId: other.projectId },
    ]) {
      expect((await listRunItems({ ...wrong, ...ALL })).items).toEqual([]);
      await expect(getRunItem({ ...wrong, itemId })).rejects.toThrow("itemNotFound");
      await expect(getRunTimeline(wrong)).rejects.toThrow("notFound");
      await expect(getRunOutcome(wrong)).rejects.toThrow("notFound");
    }
    await expect(getRunItem({ ...run, runId: other.runId, itemId })).rejects.toThrow("itemNotFound");
  });
});

describe("what is asked of the items", () => {
  it("stands in the address and is read from it", () => {
    const id = "01a1fd22-25cf-7049-a95a-b99a6f1555b0";
    const asked: RunItemsAsked = {
      filter: { state: "failed", labelId: id, reason: "timeout" },
      place: { before: 12 },
    };
    expect(readItemsAsked(new URLSearchParams(writeItemsAsked(asked)))).toEqual(asked);
    expect(writeItemsAsked(ALL)).toBe("");
  });

  it.each(["state=lost", "label=x", "reason=none", "after=-1", "after=1.5", "before=x", "state="])(
    "is nothing where it is %s",
    (typed) => expect(readItemsAsked(new URLSearchParams(typed))).toEqual(ALL),
  );
});

describe("the timeline of a run", () => {
  it("holds every finished item once, in at most sixty stretches", async () => {
    const run = await makeRun(100);
    const { seconds, buckets } = await getRunTimeline(run);
    expect(seconds).toBe(5);
    expect(buckets).toHaveLength(14);
    expect(buckets[0]).toEqual({ from: "2026-03-01T10:00:00.000Z", produced: 5, failed: 0 });
    expect(buckets.slice(-2).map(({ failed }) => failed)).toEqual([50, 50]);
    expect(buckets.reduce((sum, { produced, failed }) => sum + produced + failed, 0)).toBe(160);
  });

  it("of a night has longer ones, and of nothing none", async () => {
    const run = await makeRun();
    await db().runItem.updateMany({
      where: { runId: run.runId, position: 59 },
      data: { finishedAt: new Date(START + 9 * 3_600_000) },
    });
    const night = await getRunTimeline(run);
    expect(night.seconds).toBe(600);
    expect(night.buckets.map(({ produced }) => produced)).toEqual([59, 1]);
    await db().exemplar.deleteMany({ where: { runId: run.runId } });
    await db().runItem.deleteMany({ where: { runId: run.runId } });
    expect((await getRunTimeline(run)).buckets).toEqual([]);
  });
});

describe("what came of a run", () => {
  it("counts exemplars, not findings", async () => {
    const run = await makeRun();
    const [one, two] = run.exemplars;
    if (!one || !two) throw new Error("sixty exemplars");
    await seedFinding({ exemplar: one, kind: "duplicate" });
    await seedFinding({ exemplar: one, kind: "nearLeak" });
    await seedFinding({ exemplar: two, kind: "duplicate", state: "overridden" });
    expect(await getRunOutcome(run)).toEqual({ produced: 60, screened: 60, duplicates: 2, leaks: 1 });
  });

  it("groups failures by reason with the first of each, and lists the run with its target", async () => {
    const run = await makeRun(10);
    await db().run.update({
      where: { id: run.runId },
      data: {
        targets: [{ labelId: run.refund.id, count: 55 }],
        planned: { [run.refund.id]: 60 },
        inputPrice: 1,
        outputPrice: 2,
        promptTokens: 1_000_000,
        completionTokens: 500_000,
      },
    });
    const { failures } = await getRunProgress(run);
    expect(failures.map(({ code, count }) => [code, count])).toEqual([
      ["timeout", 6],
      ["holdsTestText", 4],
    ]);
    expect(failures[0]?.examples.map(({ position, detail }) => [position, detail])).toEqual([
      [61, "no 1"],
      [62, "no 2"],
      [64, "no 4"],
    ]);
    expect(await listRuns(run)).toMatchObject([{ target: 55, asked: 60, cost: 2, passing: 60, failed: 10 }]);
  });
});
