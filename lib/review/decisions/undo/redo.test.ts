import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import type { Decision } from "../../review.ts";
import { useReviewProject } from "../../test/review-project.ts";
import { decideExemplars } from "../decide-exemplars.ts";
import { editExemplar } from "../edit-exemplar.ts";
import { redoDecisions, undoDecisions } from "./restore-batch.ts";

useDatabase();
const { given, scope, rows, decisions, statuses } = useReviewProject();

const decide = (exemplarIds: string[], kind: Exclude<Decision["kind"], "relabel">) =>
  decideExemplars({ ...scope(), exemplarIds, decision: { kind } });
const nothing = (made: Promise<unknown>) => expect(made).rejects.toMatchObject({ code: "not-found" });

/** As if another had decided: a project has one owner, so the decision is written as theirs afterwards. */
async function bySomeoneElse(decide: () => Promise<{ batchId: string }>) {
  const other = await seedUser("Other");
  const { batchId } = await decide();
  await db().decision.updateMany({ where: { batchId }, data: { userId: other.id } });
  await db().exemplar.updateMany({
    where: { decisions: { some: { batchId } } },
    data: { decidedById: other.id },
  });
  return other.id;
}

describe("redoDecisions", () => {
  it("makes the decision again as what it was, which can be taken back again", async () => {
    const { batchId } = await decide(given.ids, "accept");
    const undoBatch = randomUUID();
    await undoDecisions({ ...scope(), batchId: undoBatch });
    const redoBatch = randomUUID();
    expect(await redoDecisions({ ...scope(), batchId: redoBatch })).toEqual({
      kind: "redone",
      decision: "accept",
      of: undoBatch,
      changed: given.ids.map((id, n) => ({ id, number: n + 1 })),
      count: 3,
      skipped: 0,
    });
    expect(await statuses()).toEqual(["accepted", "accepted", "accepted"]);
    const log = (await decisions()).map((row) => [row.batchId, row.kind, row.undoesId, row.redoesId]);
    expect([log[0], log[3], log[6]]).toEqual([
      [batchId, "accept", null, null],
      [undoBatch, "undo", batchId, null],
      [redoBatch, "accept", null, undoBatch],
    ]);
    await nothing(redoDecisions(scope()));
    expect(await undoDecisions(scope())).toMatchObject({ of: redoBatch, decision: "accept", count: 3 });
    expect(await statuses()).toEqual(["pending", "pending", "pending"]);
  });

  it("goes forward step by step, as far as was gone back, by name or not", async () => {
    const [one = "", two = ""] = given.ids;
    await decide([one, two], "accept");
    await decide([one], "reject");
    await editExemplar({ ...scope(), exemplarId: two, text: "zwei", revision: 1 });
    const undos = [randomUUID(), randomUUID(), randomUUID()];
    for (const batchId of undos) await undoDecisions({ ...scope(), batchId });
    const [edit = "", reject = "", accept = ""] = undos;
    await redoDecisions({ ...scope(), redoes: accept });
    expect(await statuses()).toEqual(["accepted", "accepted", "pending"]);
    await redoDecisions(scope());
    expect(await statuses()).toEqual(["rejected", "accepted", "pending"]);
    await nothing(redoDecisions({ ...scope(), redoes: reject }));
    await db().exemplar.updateMany({ data: { screenedAt: new Date() } });
    await redoDecisions({ ...scope(), redoes: edit });
    expect(await rows()).toMatchObject([
      { status: "rejected", text: "one" },
      { status: "pending", text: "zwei", screenedAt: null },
      { status: "pending", text: "three" },
    ]);
  });

  it("has nothing to make again once the user decided something else", async () => {
    const [one = "", two = ""] = given.ids;
    await decide([one], "accept");
    const batchId = randomUUID();
    await undoDecisions({ ...scope(), batchId });
    await decide([two], "flag");
    await nothing(redoDecisions(scope()));
    // By its name it can still be made: nothing stands on it.
    expect(await redoDecisions({ ...scope(), redoes: batchId })).toMatchObject({ count: 1 });
  });

  it("leaves what someone else decided in between", async () => {
    const [one = ""] = given.ids;
    await decide(given.ids, "accept");
    await undoDecisions(scope());
    await bySomeoneElse(() => decide([one], "reject"));
    expect(await redoDecisions(scope())).toMatchObject({ count: 2, skipped: 1 });
    expect(await statuses()).toEqual(["rejected", "accepted", "accepted"]);
  });

  it("is nobody else's", async () => {
    await decide(given.ids, "accept");
    const batchId = randomUUID();
    await undoDecisions({ ...scope(), batchId });
    const other = await seedUser("Other");
    await db().decision.updateMany({ where: { batchId }, data: { userId: other.id } });
    await nothing(redoDecisions(scope()));
    await nothing(redoDecisions({ ...scope(), redoes: batchId }));
  });
});

describe("whose an exemplar is", () => {
  it("is told by the newest decision that stands, through undo and redo", async () => {
    const [one = ""] = given.ids;
    const whose = async () => {
      const [row] = await rows();
      return [row?.decidedById, row?.decidedAt?.getTime()];
    };
    const other = await bySomeoneElse(() => decide([one], "reject"));
    const at = (await rows())[0]?.decidedAt?.getTime();
    expect(await whose()).toEqual([other, at]);
    await decide([one], "accept");
    expect(await whose()).toEqual([given.userId, expect.any(Number)]);
    await undoDecisions(scope());
    expect(await whose()).toEqual([other, at]);
    await redoDecisions(scope());
    expect(await whose()).toEqual([given.userId, expect.any(Number)]);
    await undoDecisions(scope());
    await decide([one], "flag");
    await decide([one], "confirm");
    expect(await whose()).toEqual([other, at]);
    await undoDecisions(scope());
    await undoDecisions(scope());
    expect(await whose()).toEqual([other, at]);
    await nothing(undoDecisions(scope()));
  });
});

describe("a flag", () => {
  it("of someone else stands in nobody's way", async () => {
    const [one = ""] = given.ids;
    await decide([one], "accept");
    await bySomeoneElse(() => decide([one], "flag"));
    expect(await undoDecisions(scope())).toMatchObject({ count: 1, skipped: 0 });
    expect((await rows())[0]).toMatchObject({ status: "pending", flagged: true });
    await redoDecisions(scope());
    expect((await rows())[0]).toMatchObject({ status: "accepted", flagged: true });
  });
});

describe("a large batch", () => {
  it("that a job is still making is not taken back", async () => {
    const { batchId } = await decide(given.ids, "accept");
    await db().bulkDecision.create({
      data: {
        ...scope(),
        id: batchId,
        task: {},
        state: "running",
        expected: 9,
        fromSequence: 0n,
        lastNumber: 3,
      },
    });
    await expect(undoDecisions(scope())).rejects.toMatchObject({
      code: "conflict",
      key: "bulk.errors.underWay",
    });
    await db().bulkDecision.update({ where: { id: batchId }, data: { state: "cancelled" } });
    expect(await undoDecisions(scope())).toMatchObject({ count: 3 });
  });

  it("of more than 5,000 is taken back by a job, asked for once", async () => {
    const texts = Array.from({ length: 5001 }, (_, n) => ({ text: `text ${n}`, labelId: given.refund }));
    const { exemplars } = await seedRun({ ...scope(), exemplars: texts });
    const ids = exemplars.map(({ id }) => id);
    const { batchId: of } = await decideExemplars({
      ...scope(),
      exemplarIds: ids,
      decision: { kind: "accept" },
    });
    const batchId = randomUUID();
    const undo = () => undoDecisions({ ...scope(), batchId });
    expect(await undo()).toEqual({ kind: "bulk", bulkId: batchId });
    expect(await undo()).toEqual({ kind: "bulk", bulkId: batchId });
    expect(await db().bulkDecision.findMany({ where: { projectId: given.projectId } })).toMatchObject([
      { id: batchId, task: { kind: "undo", batchId: of }, expected: 5001, state: "waiting" },
    ]);
    await expect(undoDecisions(scope())).rejects.toMatchObject({ key: "bulk.errors.underWay" });
  });
});
