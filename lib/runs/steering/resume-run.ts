import "server-only";
import type { z } from "zod";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { ownRun } from "../own-run.ts";
import type { ItemFailureCode, resumeRunInput, retryFailuresInput } from "../runs.ts";
import { goOn, limitRun } from "./go-on.ts";
import { setAsideNotJudged } from "./judge-again.ts";

/**
 * Lets a run that rests or ended early go on: what is missing is asked for, failed items and what is not judged once more, and nothing that
 * was produced.
 * @throws UserError not-found; conflict where it cannot go on, or the budget is spent already
 */
export async function resumeRun(asked: z.output<typeof resumeRunInput> & { userId: string }): Promise<void> {
  const run = await ownRun(asked);
  const { id: runId } = run;
  await db().$transaction(async (transaction) => {
    await limitRun(transaction, run, asked.budget);
    await goOn(transaction, { runId, event: "resume" });
    await askAgain(transaction, runId, null);
    await setAsideNotJudged(transaction, runId);
  });
}

/**
 * Asks once more for the items of a run that failed for one reason.
 * @throws UserError not-found; conflict where none did, or the run is under way
 */
export async function retryFailures(
  asked: z.output<typeof retryFailuresInput> & { userId: string },
): Promise<void> {
  const { id: runId } = await ownRun(asked);
  await db().$transaction(async (transaction) => {
    await goOn(transaction, { runId, event: "resume" });
    if ((await askAgain(transaction, runId, asked.code)) === 0) {
      throw new UserError("conflict", "runs.errors.nothingToRetry");
    }
  });
}

/** `finishedAt` stays: an answer that was stored before it is the one that failed. */
async function askAgain(
  transaction: Transaction,
  runId: string,
  code: ItemFailureCode | null,
): Promise<number> {
  const { count } = await transaction.runItem.updateMany({
    // What the guard holds back it would hold back again.
    where: { runId, state: "failed", errorCode: code ?? { not: "holdsTestText" } },
    data: {
      state: "pending",
      errorCode: null,
      error: null,
      reply: null,
      latencyMs: null,
    },
  });
  return count;
}
