import "server-only";
import { UserError } from "#lib/server/errors.ts";
import { moveRun } from "../move-run.ts";
import { type AskedRun, ownRun } from "../own-run.ts";

/** Ends a run early. What it produced stays; the worker notices within a second and stops asking. */
export async function cancelRun(asked: AskedRun): Promise<void> {
  const { id: runId } = await ownRun(asked);
  if (!(await moveRun({ runId, event: "cancel" })))
    throw new UserError("conflict", "runs.errors.notCancellable");
}
