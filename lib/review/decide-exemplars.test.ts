import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { getExemplar } from "#lib/exemplars/exemplar-queries.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedFinding } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { decideExemplars } from "./decide-exemplars.ts";
import { editExemplar } from "./edit-exemplar.ts";
import { useReviewProject } from "./test/review-project.ts";

useDatabase();
const { given, scope, rows, decisions, statuses } = useReviewProject();

describe("decideExemplars", () => {
  it("records what was before and after, in the order asked, as one batch", async () => {
    const [one = "", two = "", three = ""] = given.ids;
    const before = Date.now();
    const result = await decideExemplars({
      ...scope(),
      exemplarIds: [three, one],
      decision: { kind: "accept" },
    });
    expect(result).toMatchObject({ decided: 2, conflicts: [] });
    const [first, second, third] = await rows();
    expect(first).toMatchObject({ status: "accepted", revision: 1, labelId: given.refund });
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
    expect((await decisions())[0]).toMatchObject({
      fromLabelId: given.refund,
      toLabelId: given.refund,
      userId: given.userId,
    });
  });

  it("relabels without touching the status or the intended label", async () => {
    await decideExemplars({
      ...scope(),
      exemplarIds: given.ids,
      decision: { kind: "relabel", labelId: given.lost },
    });
    expect(await rows()).toMatchObject(
      given.ids.map(() => ({
        labelId: given.lost,
        intendedLabelId: given.refund,
        status: "pending",
        decidedAt: null,
      })),
    );
    expect(await decisions()).toMatchObject(
      given.ids.map(() => ({ fromLabelId: given.refund, toLabelId: given.lost })),
    );
  });

  it("reopens", async () => {
    await decideExemplars({ ...scope(), exemplarIds: given.ids, decision: { kind: "reject" } });
    await decideExemplars({ ...scope(), exemplarIds: given.ids.slice(1), decision: { kind: "reopen" } });
    expect(await rows()).toMatchObject([
      { status: "rejected", revision: 1 },
      { status: "pending", revision: 2, decidedAt: null },
      { status: "pending", revision: 2, decidedAt: null },
    ]);
  });

  it("passes over what is that way already", async () => {
    await decideExemplars({ ...scope(), exemplarIds: given.ids.slice(0, 1), decision: { kind: "accept" } });
    const result = await decideExemplars({
      ...scope(),
      exemplarIds: given.ids,
      decision: { kind: "accept" },
    });
    expect(result.decided).toBe(2);
    expect((await rows()).map(({ revision }) => revision)).toEqual([1, 1, 1]);
    expect(await decisions()).toHaveLength(3);
  });

  it("leaves an exemplar that has moved on since the reviewer saw it", async () => {
    const [one = "", two = ""] = given.ids;
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
      decideExemplars({ ...scope(), exemplarIds: given.ids, revisions: [0, 0, 0], decision: { kind } });
    const results = await Promise.all([decide("accept"), decide("reject")]);
    expect(results.map(({ decided }) => decided).sort()).toEqual([0, 3]);
    expect(results.map(({ conflicts }) => conflicts.length).sort()).toEqual([0, 3]);
    expect(new Set(await statuses()).size).toBe(1);
    expect(await decisions()).toHaveLength(3);
  });

  it("makes a batch once, however often it is sent", async () => {
    const batch = {
      ...scope(),
      exemplarIds: given.ids,
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
      decideExemplars({ userId: stranger.id, projectId: given.projectId, exemplarIds: given.ids, decision }),
    ).rejects.toMatchObject({ code: "not-found" });
    const result = await decideExemplars({
      userId: stranger.id,
      projectId: theirs.id,
      exemplarIds: given.ids,
      decision,
    });
    expect(result).toMatchObject({ decided: 0, conflicts: given.ids });
    const labelId = theirs.labels[0]?.id ?? "";
    await expect(
      decideExemplars({ ...scope(), exemplarIds: given.ids, decision: { kind: "relabel", labelId } }),
    ).rejects.toMatchObject({ code: "not-found" });
    expect(await statuses()).toEqual(["pending", "pending", "pending"]);
  });

  it("refuses more than 10,000", async () => {
    const exemplarIds = Array.from({ length: 10_001 }, () => given.ids[0] ?? "");
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
    await db().exemplar.update({ where: { id: first.id }, data: { clusterId: given.ids[1] ?? "" } });
    await seedFinding({ exemplar: first, kind: "nearLeak" });
    expect((await rows())[0]).toMatchObject({ leakProbability: 0.97, openLeaks: 1 });
    await editExemplar({ ...scope(), exemplarId: first.id, text: "ONE", revision: 0 });
    expect((await rows())[0]).toMatchObject({
      text: "ONE",
      originalText: "one",
      screenedAt: null,
      similarity: null,
      leakProbability: null,
      clusterId: null,
      openFindings: 0,
      openLeaks: 0,
      revision: 1,
    });
    expect(await db().finding.count({ where: { exemplarId: first.id } })).toBe(0);
    expect(await db().match.count({ where: { exemplarId: first.id } })).toBe(0);
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
    const edit = editExemplar({ ...scope(), exemplarId: given.ids[0] ?? "", ...change });
    await expect(edit).rejects.toMatchObject({ code });
    expect((await rows())[0]).toMatchObject({ text: "one", revision: 0 });
    expect(await decisions()).toEqual([]);
  });

  it("of two at once lets one through", async () => {
    const edit = (text: string) =>
      editExemplar({ ...scope(), exemplarId: given.ids[0] ?? "", text, revision: 0 });
    const results = await Promise.allSettled([edit("uno"), edit("eins")]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await decisions()).toHaveLength(1);
  });

  it("is not for strangers", async () => {
    const stranger = await seedUser("Stranger");
    const edit = { projectId: given.projectId, exemplarId: given.ids[0] ?? "", text: "ONE", revision: 0 };
    await expect(editExemplar({ ...edit, userId: stranger.id })).rejects.toMatchObject({ code: "not-found" });
  });
});
