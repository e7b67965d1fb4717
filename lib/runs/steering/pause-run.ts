import "server-only";
import { UserError } from "#lib/server/errors.ts";
import { moveRun } from "../move-run.ts";
import { type AskedRun, ownRun } from "../own-run.ts";

/** Lets a run rest until somebody continues it. What is being asked just now is answered and kept. */
export async function pauseRun(asked: AskedRun): Promise<void> {
  const { id: runId } = await ownRun(asked);
  if (!(await moveRun({ runId, event: "pause" }))) throw new UserError("conflict", "runs.errors.notPausable");
}
