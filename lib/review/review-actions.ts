"use server";
import { action, tell } from "#lib/server/action.ts";
import type { ActionResult } from "#lib/server/action-result.ts";
import { type ChangeOutcome, type ChangeResults, changesInput } from "./changes.ts";
import { saveChanges } from "./decisions/save-changes.ts";

/** It does not revalidate the page: a reviewer makes several a second, and the grid keeps itself up to date. */
export const saveChangesAction = action(changesInput, async (input, user): Promise<ChangeResults> => {
  const saved = await saveChanges({ ...input, userId: user.id });
  return Promise.all(
    saved.map(async (change): Promise<ActionResult<ChangeOutcome>> => {
      if ("refused" in change) return { ok: false, error: await tell(change.refused) };
      return { ok: true, data: change.outcome };
    }),
  );
});
