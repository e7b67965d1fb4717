import "server-only";
import { db } from "#lib/server/db.ts";
import { isBudgetSpent } from "../runs.ts";

/** What a run may still spend, as far as this process knows. */
export interface Allowance {
  /** Takes one call out of it. @returns false where nothing is left for one */
  take(): boolean;
  /** A call has ended and cost so much. */
  settle(spent: { promptTokens: number; completionTokens: number }): void;
}

/**
 * Counts what is under way with the mean of what was: a limit of tokens or money is passed by the error of that mean at
 * most, one of calls never.
 */
export async function readAllowance(runId: string): Promise<Allowance> {
  const run = await db().run.findUniqueOrThrow({ where: { id: runId } });
  const budget = { calls: run.budgetCalls, tokens: run.budgetTokens, cost: run.budgetCost };
  const { inputPrice, outputPrice } = run;
  let { calls } = run;
  let promptTokens = Number(run.promptTokens);
  let completionTokens = Number(run.completionTokens);
  let underWay = 0;
  return {
    take: () => {
      const ended = Math.max(1, calls - underWay);
      const expected = (tokens: number) => BigInt(Math.round(tokens + (underWay * tokens) / ended));
      const spent = {
        calls,
        promptTokens: expected(promptTokens),
        completionTokens: expected(completionTokens),
        inputPrice,
        outputPrice,
      };
      if (isBudgetSpent(budget, spent)) return false;
      calls++;
      underWay++;
      return true;
    },
    settle: (spent) => {
      underWay--;
      promptTokens += spent.promptTokens;
      completionTokens += spent.completionTokens;
    },
  };
}
