"use server";
import { action, tell } from "#lib/server/action.ts";
import type { ActionResult } from "#lib/server/action-result.ts";
import { type ChangeOutcome, type ChangeResults, changesInput } from "./changes.ts";
import { decideExemplars } from "./decisions/decide-exemplars.ts";
import { editExemplar } from "./decisions/edit-exemplar.ts";
import { undoDecisions } from "./decisions/restore-batch.ts";
import { saveChanges } from "./decisions/save-changes.ts";
import { type DecideResult, decideInput, editInput, type UndoResult, undoInput } from "./review.ts";

export const saveChangesAction = action(changesInput, async (input, user): Promise<ChangeResults> => {
  const saved = await saveChanges({ ...input, userId: user.id });
  return Promise.all(
    saved.map(async (change): Promise<ActionResult<ChangeOutcome>> => {
      if ("refused" in change) return { ok: false, error: await tell(change.refused) };
      return { ok: true, data: change.outcome };
    }),
  );
});

// None of these revalidates the page: a reviewer makes several a second, and the grid keeps itself up to date.

export const decideExemplarsAction = action(decideInput, async (input, user): Promise<DecideResult> => {
  const { left, ...made } = await decideExemplars({ ...input, userId: user.id });
  return { ...made, conflicts: left.map(({ id }) => id) };
});

export const editExemplarAction = action(editInput, async (input, user): Promise<DecideResult> => {
  const { left, ...made } = await editExemplar({ ...input, userId: user.id });
  return { ...made, conflicts: left.map(({ id }) => id) };
});

export const undoDecisionsAction = action(
  undoInput,
  async ({ projectId, batchId }, user): Promise<UndoResult> => {
    const undone = await undoDecisions({ projectId, userId: user.id, undoes: batchId ?? null });
    if (undone.kind !== "undone") throw new Error("taken back by a job");
    const { of, decision, changed, skipped } = undone;
    return { batchId: of, kind: decision, restored: changed, skipped };
  },
);
