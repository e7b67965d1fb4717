import "server-only";
import { db } from "#lib/server/db.ts";
import { moveRun } from "../move-run.ts";
import type { RunFailure } from "../runs.ts";

/**
 * Ends a run whose every item is produced or failed and whose every exemplar is screened.
 * @returns false where something is left to do, and nothing was changed
 */
export async function finishRun(runId: string): Promise<boolean> {
  return db().$transaction(async (transaction) => {
    const [run, left, unscreened, failed] = [
      await transaction.run.findUnique({ where: { id: runId }, select: { plannedAt: true } }),
      await transaction.runItem.count({ where: { runId, state: { in: ["pending", "claimed"] } } }),
      await transaction.exemplar.count({ where: { runId, screenedAt: null } }),
      await transaction.runItem.count({ where: { runId, state: "failed" } }),
    ];
    // Deleted with its project meanwhile: nothing is left to do.
    if (!run) return true;
    if (!run.plannedAt || left > 0 || unscreened > 0) return false;
    return moveRun({ runId, event: failed > 0 ? "finishWithFailures" : "finish" }, transaction);
  });
}

/** Lets a run rest that would meet the same failure again and again, until somebody puts it right. */
export async function pauseRunWith(runId: string, failure: RunFailure): Promise<void> {
  await moveRun({ runId, event: "pause", failure: shortened(failure) });
}

const shortened = (failure: RunFailure) => ({ ...failure, detail: failure.detail.slice(0, 2_000) });

/** Ends a run that cannot go on. Its pending items stay pending, so that it can be resumed. */
export async function failRun(runId: string, failure: RunFailure): Promise<void> {
  await moveRun({ runId, event: "fail", failure: shortened(failure) });
}
