import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import type { RunModel } from "#lib/server/generated/models.ts";
import { enqueue } from "#lib/server/queue.ts";
import { type Budget, budgetIn, isBudgetSpent, spentIn } from "../budget.ts";
import { generateRunJob } from "../generate-run-job.ts";
import { moveRun } from "../move-run.ts";

const REFUSED = { resume: "runs.errors.notResumable", judgeAgain: "runs.errors.judgeLater" } as const;

/** Puts a run that rests or is over in the queue once more. @throws UserError conflict where it cannot go on */
export async function goOn(
  transaction: Transaction,
  { runId, event }: { runId: string; event: keyof typeof REFUSED },
): Promise<void> {
  if (!(await moveRun({ runId, event }, transaction))) throw new UserError("conflict", REFUSED[event]);
  await enqueue(generateRunJob, { runId }, transaction);
}

/**
 * Gives a run other limits.
 * @param budget absent: as they were
 * @throws UserError conflict where they are spent already
 */
export async function limitRun(
  transaction: Transaction,
  run: RunModel,
  budget: Budget = budgetIn(run),
): Promise<void> {
  if (isBudgetSpent(budget, spentIn(run))) throw new UserError("conflict", "runs.errors.budgetSpent");
  await transaction.run.update({
    where: { id: run.id },
    data: { budgetCalls: budget.calls, budgetTokens: budget.tokens, budgetCost: budget.cost },
  });
}
