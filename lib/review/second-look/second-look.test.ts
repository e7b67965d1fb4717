import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import type { ExemplarModel } from "#lib/server/generated/models.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { drawSecondLook } from "./draw-second-look.ts";
import { listSecondLooks } from "./second-look-queries.ts";

useDatabase();

const ACCEPTED = 40;
let scope: { userId: string; projectId: string };
let labels: string[];

beforeEach(async () => {
  const { id: userId } = await seedUser();
  const project = await seedProject({ ownerId: userId, labels: ["refund", "card lost"] });
  scope = { userId, projectId: project.id };
  labels = project.labels.map(({ id }) => id);
  await seedRun({
    ...scope,
    exemplars: Array.from({ length: ACCEPTED + 10 }, (_, n) => ({
      text: `text ${n}`,
      labelId: labels[0] ?? "",
      status: n < ACCEPTED ? ("accepted" as const) : ("pending" as const),
    })),
  });
});

const drawn = async (lookId: string) =>
  (
    await db().secondLookExemplar.findMany({
      where: { lookId },
      include: { exemplar: true },
      orderBy: { exemplar: { number: "asc" } },
    })
  ).map(({ exemplar }) => exemplar);
const newest = async () => (await listSecondLooks(scope)).looks[0];

async function record(exemplar: ExemplarModel | undefined, kind: "confirm" | "undo", undoesId?: string) {
  if (!exemplar) throw new Error("nothing was drawn");
  const batchId = randomUUID();
  await db().decision.create({
    data: {
      ...scope,
      exemplarId: exemplar.id,
      batchId,
      kind,
      undoesId: undoesId ?? null,
      fromStatus: exemplar.status,
      toStatus: exemplar.status,
      fromLabelId: exemplar.labelId,
      toLabelId: exemplar.labelId,
    },
  });
  return batchId;
}

describe("a second look", () => {
  it("draws accepted exemplars alone, as many as asked for, the same ones by the same seed", async () => {
    const numbers = async (seed: number) => {
      const { lookId } = await drawSecondLook({ ...scope, size: 12, seed });
      const rows = await drawn(lookId);
      expect(rows.every(({ status }) => status === "accepted")).toBe(true);
      return rows.map(({ number }) => number);
    };
    const first = await numbers(1);
    expect(first).toHaveLength(12);
    expect(await numbers(1)).toEqual(first);
    expect(await numbers(2)).not.toEqual(first);
    expect((await listSecondLooks(scope)).looks.map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  it("draws all where fewer are accepted, and then its estimate is no estimate", async () => {
    const { lookId } = await drawSecondLook({ ...scope, size: 1_000 });
    const rows = await drawn(lookId);
    expect(rows).toHaveLength(ACCEPTED);
    for (const row of rows) await record(row, "confirm");
    expect((await newest())?.estimate).toMatchObject({ count: 0, of: ACCEPTED, low: 0, high: 0 });
  });

  it("has found nothing before anything was looked at", async () => {
    await drawSecondLook({ ...scope, size: 5 });
    expect(await newest()).toMatchObject({
      size: 5,
      population: ACCEPTED,
      looked: 0,
      wrong: 0,
      estimate: null,
    });
  });

  it("counts what was confirmed and what was changed, and forgets what was taken back", async () => {
    const { lookId } = await drawSecondLook({ ...scope, size: 10 });
    const [right, rejected, relabelled, edited, taken] = await drawn(lookId);
    await record(right, "confirm");
    await record(right, "confirm");
    const batch = await record(taken, "confirm");
    await record(taken, "undo", batch);
    await db().exemplar.update({ where: { id: rejected?.id ?? "" }, data: { status: "rejected" } });
    await db().exemplar.update({ where: { id: relabelled?.id ?? "" }, data: { labelId: labels[1] ?? "" } });
    await db().exemplar.update({ where: { id: edited?.id ?? "" }, data: { text: "another text" } });
    const look = await newest();
    expect(look).toMatchObject({ looked: 4, wrong: 3 });
    expect(look?.estimate).toMatchObject({ count: 3, of: 4, share: 0.75 });
    await db().exemplar.update({ where: { id: edited?.id ?? "" }, data: { text: edited?.text ?? "" } });
    expect(await newest()).toMatchObject({ looked: 3, wrong: 2 });
  });

  it("does not count what was confirmed before it was drawn", async () => {
    for (const row of await db().exemplar.findMany({
      where: { ...{ projectId: scope.projectId }, status: "accepted" },
    }))
      await record(row, "confirm");
    await drawSecondLook({ ...scope, size: 5 });
    expect(await newest()).toMatchObject({ looked: 0 });
  });

  it("needs something accepted", async () => {
    await db().exemplar.updateMany({ where: { projectId: scope.projectId }, data: { status: "pending" } });
    await expect(drawSecondLook({ ...scope, size: 5 })).rejects.toMatchObject({ code: "conflict" });
  });

  it("is nobody else's business", async () => {
    await drawSecondLook({ ...scope, size: 5 });
    const stranger = { ...scope, userId: (await seedUser("Stranger")).id };
    expect(await listSecondLooks(stranger)).toEqual({ accepted: 0, looks: [] });
    await expect(drawSecondLook({ ...stranger, size: 5 })).rejects.toMatchObject({ code: "not-found" });
  });
});
