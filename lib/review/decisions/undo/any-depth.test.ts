import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Random, random } from "#lib/core/random.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import type { SentChange } from "../../changes.ts";
import { type ModelRow, ReviewModel } from "../../test/review-model.ts";
import { useReviewProject } from "../../test/review-project.ts";
import { saveChanges } from "../save-changes.ts";

useDatabase();
const { given, scope, rows } = useReviewProject();

const state = async (): Promise<ModelRow[]> =>
  (await rows()).map(({ id, status, labelId, text, flagged, decidedById, decidedAt, screenedAt }) => ({
    id,
    status,
    labelId,
    text,
    flagged,
    decidedById,
    isDecided: decidedAt !== null,
    isScreened: screenedAt !== null,
  }));

async function sent(model: ReviewModel, by: Random): Promise<SentChange> {
  const batchId = randomUUID();
  const step = by.next();
  if (step < 0.3) return { kind: "undo", batchId, undoes: by.next() < 0.5 ? null : model.newestBatch() };
  if (step < 0.55) return { kind: "redo", batchId, redoes: by.next() < 0.5 ? null : model.newestUndo() };
  const revisions = new Map((await rows()).map(({ id, revision }) => [id, revision]));
  if (step < 0.65) {
    const exemplarId = by.pick(given.ids);
    return {
      kind: "edit",
      batchId,
      exemplarId,
      revision: revisions.get(exemplarId) ?? 0,
      text: `text ${by.next()}`,
    };
  }
  const exemplarIds = given.ids.filter(() => by.next() < 0.6);
  if (exemplarIds.length === 0) exemplarIds.push(by.pick(given.ids));
  const decision = by.pick([
    { kind: "accept" },
    { kind: "reject" },
    { kind: "reopen" },
    { kind: "relabel", labelId: given.lost },
    { kind: "relabel", labelId: given.refund },
    { kind: "suggestion" },
    { kind: "flag" },
    { kind: "unflag" },
    { kind: "confirm" },
  ] as const);
  return {
    kind: "decide",
    batchId,
    exemplarIds,
    revisions: exemplarIds.map((id) => revisions.get(id) ?? 0),
    decision,
  };
}

describe("deciding, editing, undoing and redoing in any order", () => {
  it.each([1, 2, 3, 4])("gives the states that a pile of steps gives: %i", async (seed) => {
    const by = random(seed);
    const [suggested = ""] = given.ids;
    const suggest = () =>
      db().exemplar.updateMany({ where: { id: suggested }, data: { suggestedLabelId: given.lost } });
    await suggest();
    const model = new ReviewModel(await state(), {
      userId: given.userId,
      suggestions: { [suggested]: given.lost },
    });
    for (let step = 0; step < 120; step++) {
      const change = await sent(model, by);
      const [saved] = await saveChanges({ ...scope(), changes: [change] });
      const isMade = model.make(change);
      expect([step, change.kind, saved && "outcome" in saved]).toEqual([step, change.kind, isMade]);
      expect([step, change.kind, await state()]).toEqual([step, change.kind, model.rows()]);
      // Sent again, nothing happens, and the same is told.
      if (change.kind === "undo" || change.kind === "redo") {
        const decisions = await db().decision.count();
        if (isMade) {
          expect(await saveChanges({ ...scope(), changes: [change] })).toEqual([saved]);
          expect(await db().decision.count()).toBe(decisions);
        }
      }
      if (by.next() < 0.2) {
        await db().exemplar.updateMany({ data: { screenedAt: new Date() } });
        await suggest();
        model.screen();
      }
    }
  });
});
