import { describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { useReviewProject } from "../../test/review-project.ts";
import { decideExemplars } from "../decide-exemplars.ts";
import { editExemplar } from "../edit-exemplar.ts";
import { undoDecisions } from "./restore-batch.ts";

useDatabase();
const { given, scope, rows, decisions, statuses } = useReviewProject();

/** Whoever else may decide in the project; its owner for now stands for all, so a decision is written as theirs. */
async function asSomeoneElse(decide: () => Promise<{ batchId: string }>) {
  const other = await seedUser("Other");
  const { batchId } = await decide();
  await db().decision.updateMany({ where: { batchId }, data: { userId: other.id } });
}

describe("undoDecisions", () => {
  const state = async () => (await rows()).map(({ status, labelId, text }) => ({ status, labelId, text }));

  it("goes back batch by batch to the very beginning, and then says so", async () => {
    const states = [await state()];
    const [one = "", two = "", three = ""] = given.ids;
    const steps = [
      () => decideExemplars({ ...scope(), exemplarIds: [one, two], decision: { kind: "accept" } }),
      () =>
        decideExemplars({
          ...scope(),
          exemplarIds: given.ids,
          decision: { kind: "relabel", labelId: given.lost },
        }),
      () => editExemplar({ ...scope(), exemplarId: two, text: "TWO", revision: 2 }),
      () => decideExemplars({ ...scope(), exemplarIds: [two, three], decision: { kind: "reject" } }),
    ];
    for (const step of steps) {
      await step();
      states.push(await state());
    }
    for (const kind of ["reject", "edit", "relabel", "accept"]) {
      expect(await state()).toEqual(states.pop());
      expect(await undoDecisions(scope())).toMatchObject({ kind: "undone", decision: kind, skipped: 0 });
    }
    expect(await state()).toEqual(states.pop());
    await expect(undoDecisions(scope())).rejects.toMatchObject({ code: "not-found" });
    // Nothing was erased.
    expect((await decisions()).filter(({ kind }) => kind !== "undo")).toHaveLength(8);
    expect((await decisions()).filter(({ kind }) => kind === "undo")).toHaveLength(8);
  });

  it("of an edit has the old text screened again", async () => {
    await editExemplar({ ...scope(), exemplarId: given.ids[0] ?? "", text: "ONE", revision: 0 });
    await db().exemplar.updateMany({ data: { screenedAt: new Date(), similarity: 0.5 } });
    expect(await undoDecisions(scope())).toMatchObject({
      decision: "edit",
      changed: [{ id: given.ids[0], number: 1 }],
      count: 1,
    });
    expect((await rows())[0]).toMatchObject({ text: "one", screenedAt: null, similarity: null, revision: 2 });
    expect((await rows())[1]?.screenedAt).not.toBeNull();
  });

  it("goes on after a decision made in between", async () => {
    const decide = (kind: "accept" | "reject") =>
      decideExemplars({ ...scope(), exemplarIds: given.ids, decision: { kind } });
    await decide("accept");
    await decide("reject");
    await undoDecisions(scope());
    await decide("reject");
    await undoDecisions(scope());
    await undoDecisions(scope());
    expect(await statuses()).toEqual(["pending", "pending", "pending"]);
  });

  it("leaves what someone else decided on top of it", async () => {
    await decideExemplars({ ...scope(), exemplarIds: given.ids, decision: { kind: "accept" } });
    await asSomeoneElse(() =>
      decideExemplars({ ...scope(), exemplarIds: given.ids.slice(0, 1), decision: { kind: "reject" } }),
    );
    expect(await undoDecisions(scope())).toMatchObject({
      skipped: 1,
      changed: [{ number: 2 }, { number: 3 }],
    });
    expect(await statuses()).toEqual(["rejected", "pending", "pending"]);
    await expect(undoDecisions(scope())).rejects.toMatchObject({ code: "not-found" });
  });

  it("takes back a named batch, once", async () => {
    const [one = "", two = ""] = given.ids;
    const { batchId } = await decideExemplars({
      ...scope(),
      exemplarIds: [one],
      decision: { kind: "accept" },
    });
    await decideExemplars({ ...scope(), exemplarIds: [two], decision: { kind: "accept" } });
    await undoDecisions({ ...scope(), undoes: batchId });
    expect(await statuses()).toEqual(["pending", "accepted", "pending"]);
    await expect(undoDecisions({ ...scope(), undoes: batchId })).rejects.toMatchObject({ code: "not-found" });
  });

  it("takes back nothing of another user", async () => {
    await asSomeoneElse(() =>
      decideExemplars({ ...scope(), exemplarIds: given.ids, decision: { kind: "accept" } }),
    );
    await expect(undoDecisions(scope())).rejects.toMatchObject({ code: "not-found" });
    expect(await statuses()).toEqual(["accepted", "accepted", "accepted"]);
  });

  it("passes over an exemplar whose former label was deleted", async () => {
    await decideExemplars({
      ...scope(),
      exemplarIds: given.ids,
      decision: { kind: "relabel", labelId: given.lost },
    });
    await db().exemplar.updateMany({
      where: { projectId: given.projectId },
      data: { intendedLabelId: given.lost },
    });
    await db().runItem.updateMany({ where: { labelId: given.refund }, data: { labelId: given.lost } });
    await db().label.delete({ where: { id: given.refund } });
    await expect(undoDecisions(scope())).rejects.toMatchObject({ code: "not-found" });
  });
});
