import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { getExemplar } from "#lib/exemplars/exemplar-queries.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedFinding, seedRun } from "#prisma/seed/exemplars.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";
import { decideExemplars } from "./decide-exemplars.ts";
import { editExemplar } from "./edit-exemplar.ts";
import { undoDecisions } from "./undo-decisions.ts";

useDatabase();

let userId: string;
let project: SeededProject;
let ids: string[];
let refund: string;
let lost: string;

beforeEach(async () => {
  userId = (await seedUser()).id;
  project = await seedProject({ ownerId: userId, labels: ["refund", "card lost"] });
  [refund = "", lost = ""] = project.labels.map(({ id }) => id);
  const texts = ["one", "two", "three"];
  const { exemplars } = await seedRun({
    projectId: project.id,
    userId,
    exemplars: texts.map((text) => ({ text, labelId: refund })),
  });
  ids = exemplars.map(({ id }) => id);
});

const scope = () => ({ userId, projectId: project.id });
const rows = () => db().exemplar.findMany({ where: { projectId: project.id }, orderBy: { number: "asc" } });
const statuses = async () => (await rows()).map(({ status }) => status);
const decisions = () =>
  db().decision.findMany({ where: { projectId: project.id }, orderBy: { sequence: "asc" } });
/** Whoever else may decide in the project; its owner for now stands for all, so a decision is written as theirs. */
async function asSomeoneElse(decide: () => Promise<{ batchId: string }>) {
  const other = await seedUser("Other");
  const { batchId } = await decide();
  await db().decision.updateMany({ where: { batchId }, data: { userId: other.id } });
}

describe("decideExemplars", () => {
  it("records what was before and after, in the order asked, as one batch", async () => {
    const [one = "", two = "", three = ""] = ids;
    const before = Date.now();
    const result = await decideExemplars({
      ...scope(),
      exemplarIds: [three, one],
      decision: { kind: "accept" },
    });
    expect(result).toMatchObject({ decided: 2, conflicts: [] });
    const [first, second, third] = await rows();
    expect(first).toMatchObject({ status: "accepted", revision: 1, labelId: refund });
    expect(second).toMatchObject({ id: two, status: "pending", revision: 0, decidedAt: null });
    expect(third?.status).toBe("accepted");
    expect(Math.abs((first?.decidedAt?.getTime() ?? 0) - before)).toBeLessThan(60_000);
    expect(await decisions()).toMatchObject([
      {
        exemplarId: three,
        kind: "accept",
        fromStatus: "pending",
        toStatus: "accepted",
        batchId: result.batchId,
      },
      {
        exemplarId: one,
        kind: "accept",
        fromStatus: "pending",
        toStatus: "accepted",
        batchId: result.batchId,
      },
    ]);
    expect((await decisions())[0]).toMatchObject({ fromLabelId: refund, toLabelId: refund, userId });
  });

  it("relabels without touching the status or the intended label", async () => {
    await decideExemplars({ ...scope(), exemplarIds: ids, decision: { kind: "relabel", labelId: lost } });
    expect(await rows()).toMatchObject(
      ids.map(() => ({ labelId: lost, intendedLabelId: refund, status: "pending", decidedAt: null })),
    );
    expect(await decisions()).toMatchObject(ids.map(() => ({ fromLabelId: refund, toLabelId: lost })));
  });

  it("reopens", async () => {
    await decideExemplars({ ...scope(), exemplarIds: ids, decision: { kind: "reject" } });
    await decideExemplars({ ...scope(), exemplarIds: ids.slice(1), decision: { kind: "reopen" } });
    expect(await rows()).toMatchObject([
      { status: "rejected", revision: 1 },
      { status: "pending", revision: 2, decidedAt: null },
      { status: "pending", revision: 2, decidedAt: null },
    ]);
  });

  it("passes over what is that way already", async () => {
    await decideExemplars({ ...scope(), exemplarIds: ids.slice(0, 1), decision: { kind: "accept" } });
    const result = await decideExemplars({ ...scope(), exemplarIds: ids, decision: { kind: "accept" } });
    expect(result.decided).toBe(2);
    expect((await rows()).map(({ revision }) => revision)).toEqual([1, 1, 1]);
    expect(await decisions()).toHaveLength(3);
  });

  it("leaves an exemplar that has moved on since the reviewer saw it", async () => {
    const [one = "", two = ""] = ids;
    await decideExemplars({ ...scope(), exemplarIds: [one], decision: { kind: "reject" } });
    const result = await decideExemplars({
      ...scope(),
      exemplarIds: [one, two, randomUUID()],
      revisions: [0, 0, 0],
      decision: { kind: "accept" },
    });
    expect(result).toMatchObject({ decided: 1, conflicts: [one, expect.any(String)] });
    expect(await statuses()).toEqual(["rejected", "accepted", "pending"]);
  });

  it("of two at once decides once, and tells the second", async () => {
    const decide = (kind: "accept" | "reject") =>
      decideExemplars({ ...scope(), exemplarIds: ids, revisions: [0, 0, 0], decision: { kind } });
    const results = await Promise.all([decide("accept"), decide("reject")]);
    expect(results.map(({ decided }) => decided).sort()).toEqual([0, 3]);
    expect(results.map(({ conflicts }) => conflicts.length).sort()).toEqual([0, 3]);
    expect(new Set(await statuses()).size).toBe(1);
    expect(await decisions()).toHaveLength(3);
  });

  it("makes a batch once, however often it is sent", async () => {
    const batch = {
      ...scope(),
      exemplarIds: ids,
      revisions: [0, 0, 0],
      decision: { kind: "accept" },
      batchId: randomUUID(),
    } as const;
    const first = await decideExemplars(batch);
    expect(await decideExemplars(batch)).toEqual(first);
    expect(await decisions()).toHaveLength(3);
    expect((await rows()).map(({ revision }) => revision)).toEqual([1, 1, 1]);
  });

  it("touches nothing of another project or user", async () => {
    const stranger = await seedUser("Stranger");
    const theirs = await seedProject({ ownerId: stranger.id });
    const decision = { kind: "accept" } as const;
    await expect(
      decideExemplars({ userId: stranger.id, projectId: project.id, exemplarIds: ids, decision }),
    ).rejects.toMatchObject({ code: "not-found" });
    const result = await decideExemplars({
      userId: stranger.id,
      projectId: theirs.id,
      exemplarIds: ids,
      decision,
    });
    expect(result).toMatchObject({ decided: 0, conflicts: ids });
    const labelId = theirs.labels[0]?.id ?? "";
    await expect(
      decideExemplars({ ...scope(), exemplarIds: ids, decision: { kind: "relabel", labelId } }),
    ).rejects.toMatchObject({ code: "not-found" });
    expect(await statuses()).toEqual(["pending", "pending", "pending"]);
  });

  it("refuses more than 10,000", async () => {
    const exemplarIds = Array.from({ length: 10_001 }, () => ids[0] ?? "");
    await expect(
      decideExemplars({ ...scope(), exemplarIds, decision: { kind: "accept" } }),
    ).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

describe("editExemplar", () => {
  it("keeps the generated text and forgets what was known of it", async () => {
    const [first] = await rows();
    if (!first) throw new Error("no exemplar");
    await db().exemplar.update({ where: { id: first.id }, data: { similarity: 0.97 } });
    await seedFinding({ exemplar: first, kind: "nearLeak" });
    await editExemplar({ ...scope(), exemplarId: first.id, text: "ONE", revision: 0 });
    expect((await rows())[0]).toMatchObject({
      text: "ONE",
      originalText: "one",
      screenedAt: null,
      similarity: null,
      openFindings: 0,
      openLeaks: 0,
      revision: 1,
    });
    expect(await db().finding.count({ where: { exemplarId: first.id } })).toBe(0);
    expect(await db().similarityScore.count({ where: { exemplarId: first.id } })).toBe(0);
    expect(await decisions()).toMatchObject([{ kind: "edit", fromText: "one", toText: "ONE" }]);
    expect(await getExemplar({ ...scope(), exemplarId: first.id })).toMatchObject({
      edited: true,
      screened: false,
    });
  });

  it.each([
    ["a stale revision", { revision: 1, text: "ONE" }, "conflict"],
    ["the same text", { revision: 0, text: "one" }, "invalid"],
  ])("refuses %s and changes nothing", async (_name, change, code) => {
    const edit = editExemplar({ ...scope(), exemplarId: ids[0] ?? "", ...change });
    await expect(edit).rejects.toMatchObject({ code });
    expect((await rows())[0]).toMatchObject({ text: "one", revision: 0 });
    expect(await decisions()).toEqual([]);
  });

  it("of two at once lets one through", async () => {
    const edit = (text: string) => editExemplar({ ...scope(), exemplarId: ids[0] ?? "", text, revision: 0 });
    const results = await Promise.allSettled([edit("uno"), edit("eins")]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await decisions()).toHaveLength(1);
  });

  it("is not for strangers", async () => {
    const stranger = await seedUser("Stranger");
    const edit = { projectId: project.id, exemplarId: ids[0] ?? "", text: "ONE", revision: 0 };
    await expect(editExemplar({ ...edit, userId: stranger.id })).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("undoDecisions", () => {
  const state = async () => (await rows()).map(({ status, labelId, text }) => ({ status, labelId, text }));

  it("goes back batch by batch to the very beginning, and then says so", async () => {
    const states = [await state()];
    const [one = "", two = "", three = ""] = ids;
    const steps = [
      () => decideExemplars({ ...scope(), exemplarIds: [one, two], decision: { kind: "accept" } }),
      () => decideExemplars({ ...scope(), exemplarIds: ids, decision: { kind: "relabel", labelId: lost } }),
      () => editExemplar({ ...scope(), exemplarId: two, text: "TWO", revision: 2 }),
      () => decideExemplars({ ...scope(), exemplarIds: [two, three], decision: { kind: "reject" } }),
    ];
    for (const step of steps) {
      await step();
      states.push(await state());
    }
    for (const kind of ["reject", "edit", "relabel", "accept"]) {
      expect(await state()).toEqual(states.pop());
      expect(await undoDecisions(scope())).toMatchObject({ kind, skipped: 0 });
    }
    expect(await state()).toEqual(states.pop());
    await expect(undoDecisions(scope())).rejects.toMatchObject({ code: "not-found" });
    // Nothing was erased.
    expect((await decisions()).filter(({ kind }) => kind !== "undo")).toHaveLength(8);
    expect((await decisions()).filter(({ kind }) => kind === "undo")).toHaveLength(8);
  });

  it("of an edit has the old text screened again", async () => {
    await editExemplar({ ...scope(), exemplarId: ids[0] ?? "", text: "ONE", revision: 0 });
    await db().exemplar.updateMany({ data: { screenedAt: new Date(), similarity: 0.5 } });
    expect(await undoDecisions(scope())).toMatchObject({
      kind: "edit",
      restored: [{ id: ids[0], number: 1 }],
    });
    expect((await rows())[0]).toMatchObject({ text: "one", screenedAt: null, similarity: null, revision: 2 });
    expect((await rows())[1]?.screenedAt).not.toBeNull();
  });

  it("goes on after a decision made in between", async () => {
    const decide = (kind: "accept" | "reject") =>
      decideExemplars({ ...scope(), exemplarIds: ids, decision: { kind } });
    await decide("accept");
    await decide("reject");
    await undoDecisions(scope());
    await decide("reject");
    await undoDecisions(scope());
    await undoDecisions(scope());
    expect(await statuses()).toEqual(["pending", "pending", "pending"]);
  });

  it("leaves what someone else decided on top of it", async () => {
    await decideExemplars({ ...scope(), exemplarIds: ids, decision: { kind: "accept" } });
    await asSomeoneElse(() =>
      decideExemplars({ ...scope(), exemplarIds: ids.slice(0, 1), decision: { kind: "reject" } }),
    );
    expect(await undoDecisions(scope())).toMatchObject({
      skipped: 1,
      restored: [{ number: 2 }, { number: 3 }],
    });
    expect(await statuses()).toEqual(["rejected", "pending", "pending"]);
    await expect(undoDecisions(scope())).rejects.toMatchObject({ code: "not-found" });
  });

  it("takes back a named batch, once", async () => {
    const [one = "", two = ""] = ids;
    const { batchId } = await decideExemplars({
      ...scope(),
      exemplarIds: [one],
      decision: { kind: "accept" },
    });
    await decideExemplars({ ...scope(), exemplarIds: [two], decision: { kind: "accept" } });
    await undoDecisions({ ...scope(), batchId });
    expect(await statuses()).toEqual(["pending", "accepted", "pending"]);
    await expect(undoDecisions({ ...scope(), batchId })).rejects.toMatchObject({ code: "not-found" });
  });

  it("takes back nothing of another user", async () => {
    await asSomeoneElse(() =>
      decideExemplars({ ...scope(), exemplarIds: ids, decision: { kind: "accept" } }),
    );
    await expect(undoDecisions(scope())).rejects.toMatchObject({ code: "not-found" });
    expect(await statuses()).toEqual(["accepted", "accepted", "accepted"]);
  });

  it("passes over an exemplar whose former label was deleted", async () => {
    await decideExemplars({ ...scope(), exemplarIds: ids, decision: { kind: "relabel", labelId: lost } });
    await db().exemplar.updateMany({ where: { projectId: project.id }, data: { intendedLabelId: lost } });
    await db().runItem.updateMany({ where: { labelId: refund }, data: { labelId: lost } });
    await db().label.delete({ where: { id: refund } });
    await expect(undoDecisions(scope())).rejects.toMatchObject({ code: "not-found" });
  });
});
