import "server-only";
import type { z } from "zod";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { enqueue } from "#lib/server/queue.ts";
import { isBudgetSpent, spentIn } from "../budget.ts";
import { generateRunJob } from "../generate-run-job.ts";
import { moveRun } from "../move-run.ts";
import { ownRun } from "../own-run.ts";
import type { ItemFailureCode, resumeRunInput, retryFailuresInput } from "../runs.ts";

/**
 * Lets a run that rests or ended early go on: what is missing is asked for, failed items once more, and nothing that
 * was produced.
 * @throws UserError not-found; conflict where it cannot go on, or the budget is spent already
 */
export async function resumeRun(asked: z.output<typeof resumeRunInput> & { userId: string }): Promise<void> {
  const run = await ownRun(asked);
  const { id: runId } = run;
  const budget = asked.budget ?? { calls: run.budgetCalls, tokens: run.budgetTokens, cost: run.budgetCost };
  if (isBudgetSpent(budget, spentIn(run))) throw new UserError("conflict", "runs.errors.budgetSpent");
  await db().$transaction(async (transaction) => {
    await transaction.run.update({
      where: { id: runId },
      data: { budgetCalls: budget.calls, budgetTokens: budget.tokens, budgetCost: budget.cost },
    });
    await goOn(transaction, runId);
    await askAgain(transaction, runId, null);
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
    await goOn(transaction, runId);
    if ((await askAgain(transaction, runId, asked.code)) === 0) {
      throw new UserError("conflict", "runs.errors.nothingToRetry");
    }
  });
}

async function goOn(transaction: Transaction, runId: string) {
  if (!(await moveRun({ runId, event: "resume" }, transaction))) {
    throw new UserError("conflict", "runs.errors.notResumable");
  }
  await enqueue(generateRunJob, { runId }, transaction);
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
