"use server";
import { action, tell } from "#lib/server/action.ts";
import type { ActionResult } from "#lib/server/action-result.ts";
import { type ChangeOutcome, type ChangeResults, changesInput } from "./changes.ts";
import { decideExemplars } from "./decide-exemplars.ts";
import { saveChanges } from "./decisions/save-changes.ts";
import { editExemplar } from "./edit-exemplar.ts";
import { decideInput, editInput, undoInput } from "./review.ts";
import { undoDecisions } from "./undo-decisions.ts";

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

export const decideExemplarsAction = action(decideInput, async (input, user) =>
  decideExemplars({ ...input, userId: user.id }),
);

export const editExemplarAction = action(editInput, async (input, user) =>
  editExemplar({ ...input, userId: user.id }),
);

export const undoDecisionsAction = action(undoInput, async ({ projectId, batchId }, user) =>
  undoDecisions({ projectId, userId: user.id, ...(batchId ? { batchId } : {}) }),
);
