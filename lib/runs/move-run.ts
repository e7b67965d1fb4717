import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import { type RunEvent, stateAfter, statesBefore } from "./run-state.ts";
import { packRunFailure, type RunFailure } from "./runs.ts";

export interface RunMove {
  runId: string;
  event: RunEvent;
  /** Only with the event `fail`. */
  failure?: RunFailure;
}

/**
 * Moves a run from one state to the next, if it is in a state in which this can happen at that instant.
 * @returns false where it was not, and nothing was changed
 */
export async function moveRun(
  { runId, event, failure }: RunMove,
  transaction?: Transaction,
): Promise<boolean> {
  const now = new Date();
  const state = stateAfter(event);
  const { count } = await (transaction ?? db()).run.updateMany({
    where: { id: runId, state: { in: statesBefore(event) } },
    data: {
      state,
      error: failure ? packRunFailure(failure) : null,
      finishedAt: state === "queued" || state === "running" ? null : now,
    },
  });
  if (event === "start") {
    await (transaction ?? db()).run.updateMany({
      where: { id: runId, startedAt: null },
      data: { startedAt: now },
    });
  }
  return count === 1;
}
