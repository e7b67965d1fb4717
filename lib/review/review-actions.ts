"use server";
import { action } from "#lib/server/action.ts";
import { decideExemplars } from "./decide-exemplars.ts";
import { editExemplar } from "./edit-exemplar.ts";
import { decideInput, editInput, undoInput } from "./review.ts";
import { undoDecisions } from "./undo-decisions.ts";

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
