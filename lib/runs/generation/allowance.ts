import { type Asker, type Budget, isBudgetSpent, type RunSpent } from "../budget.ts";

/** What a run may still spend, as far as this process knows. */
export interface Allowance {
  /** Takes one call out of it. @returns false where nothing is left for one */
  take(): boolean;
  /** A call has ended and cost so much; null: it was not sent, and is given back. */
  settle(spent: { promptTokens: number; completionTokens: number } | null): void;
}

/**
 * What a run may still spend on one whom it asks; nobody else is asked meanwhile. Counts what is under way with the mean
 * of what was: a limit of tokens or money is passed by the error of that mean at most, one of calls never.
 */
export function allowanceOf(budget: Budget, spentBefore: RunSpent, asker: Asker): Allowance {
  let { calls, promptTokens, completionTokens } = spentBefore[asker];
  const { prices } = spentBefore[asker];
  let underWay = 0;
  return {
    take: () => {
      const ended = Math.max(1, calls - underWay);
      const expected = (tokens: number) => Math.round(tokens + (underWay * tokens) / ended);
      const own = {
        calls,
        promptTokens: expected(promptTokens),
        completionTokens: expected(completionTokens),
        prices,
      };
      if (isBudgetSpent(budget, { ...spentBefore, [asker]: own })) return false;
      calls++;
      underWay++;
      return true;
    },
    settle: (spent) => {
      underWay--;
      if (!spent) calls--;
      promptTokens += spent?.promptTokens ?? 0;
      completionTokens += spent?.completionTokens ?? 0;
    },
  };
}
