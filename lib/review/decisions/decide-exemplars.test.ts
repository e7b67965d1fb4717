import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { useReviewProject } from "../test/review-project.ts";
import { decideExemplars } from "./decide-exemplars.ts";

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
    expect(result).toMatchObject({ decided: 2, left: [] });
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
    const gone = randomUUID();
    const result = await decideExemplars({
      ...scope(),
      exemplarIds: [one, two, gone],
      revisions: [0, 0, 0],
      decision: { kind: "accept" },
    });
    const at = (await decisions())[0]?.createdAt.toISOString();
    expect(result).toMatchObject({
      decided: 1,
      left: [
        { id: one, reason: "changed", newest: { kind: "reject", by: "Owner", at } },
        { id: gone, reason: "gone", newest: null },
      ],
    });
    expect(await statuses()).toEqual(["rejected", "accepted", "pending"]);
  });

  it("of two at once decides once, and tells the second", async () => {
    const decide = (kind: "accept" | "reject") =>
      decideExemplars({ ...scope(), exemplarIds: given.ids, revisions: [0, 0, 0], decision: { kind } });
    const results = await Promise.all([decide("accept"), decide("reject")]);
    expect(results.map(({ decided }) => decided).sort()).toEqual([0, 3]);
    expect(results.map(({ left }) => left.length).sort()).toEqual([0, 3]);
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
    expect(result).toMatchObject({ decided: 0, left: given.ids.map((id) => ({ id, reason: "gone" })) });
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

  it("does not accept what is not screened", async () => {
    const [one = ""] = given.ids;
    await db().exemplar.update({ where: { id: one }, data: { screenedAt: null } });
    const accept = {
      ...scope(),
      exemplarIds: given.ids,
      decision: { kind: "accept" },
      batchId: randomUUID(),
    } as const;
    const result = await decideExemplars({ ...accept, revisions: [0, 0, 0] });
    expect(result).toMatchObject({ decided: 2, left: [{ id: one, reason: "unscreened", newest: null }] });
    expect(await statuses()).toEqual(["pending", "accepted", "accepted"]);
    // Sent again after the screening, the batch stays as it was.
    await db().exemplar.update({ where: { id: one }, data: { screenedAt: new Date() } });
    expect(await decideExemplars({ ...accept, revisions: [0, 0, 0] })).toEqual(result);
    await decideExemplars({ ...scope(), exemplarIds: [one], decision: { kind: "reject" } });
    expect(await statuses()).toEqual(["rejected", "accepted", "accepted"]);
  });

  it("takes suggestions, as relabellings", async () => {
    const [one = "", two = "", three = ""] = given.ids;
    await db().exemplar.update({ where: { id: one }, data: { suggestedLabelId: given.lost } });
    await db().exemplar.update({ where: { id: two }, data: { suggestedLabelId: given.refund } });
    const decision = { kind: "suggestion" } as const;
    expect(await decideExemplars({ ...scope(), exemplarIds: given.ids, decision })).toMatchObject({
      decided: 1,
      left: [{ id: three, reason: "noSuggestion", newest: null }],
    });
    expect(await rows()).toMatchObject([
      { labelId: given.lost, revision: 1, decidedById: given.userId },
      { labelId: given.refund, revision: 0, decidedById: null },
      { labelId: given.refund, revision: 0 },
    ]);
    expect(await decisions()).toMatchObject([
      { exemplarId: one, kind: "relabel", fromLabelId: given.refund, toLabelId: given.lost },
    ]);
  });

  it("flags and unflags without touching the rest", async () => {
    const [one = "", two = ""] = given.ids;
    const before = await rows();
    await decideExemplars({ ...scope(), exemplarIds: [one, two], decision: { kind: "flag" } });
    await decideExemplars({ ...scope(), exemplarIds: given.ids, decision: { kind: "flag" } });
    await decideExemplars({ ...scope(), exemplarIds: [one], decision: { kind: "unflag" } });
    expect(await rows()).toEqual(
      before.map((row, place) => ({ ...row, flagged: place > 0, revision: [2, 1, 1][place] })),
    );
    expect((await decisions()).map(({ kind }) => kind)).toEqual(["flag", "flag", "flag", "unflag"]);
  });

  it("confirms by a record alone", async () => {
    const before = await rows();
    const decision = { kind: "confirm" } as const;
    expect(await decideExemplars({ ...scope(), exemplarIds: given.ids, decision })).toMatchObject({
      decided: 3,
    });
    expect(await rows()).toEqual(before.map((row) => ({ ...row, revision: 1 })));
    expect(await decisions()).toMatchObject(
      given.ids.map((exemplarId) => ({
        exemplarId,
        kind: "confirm",
        fromStatus: "pending",
        toStatus: "pending",
      })),
    );
  });

  it("says who decided last", async () => {
    const [one = ""] = given.ids;
    await decideExemplars({ ...scope(), exemplarIds: [one], decision: { kind: "accept" } });
    expect(await rows()).toMatchObject([{ decidedById: given.userId }, { decidedById: null }, {}]);
  });
});
