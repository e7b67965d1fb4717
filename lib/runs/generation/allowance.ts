import { type Budget, isBudgetSpent, type Spent } from "../budget.ts";

/** What a run may still spend, as far as this process knows. */
export interface Allowance {
  /** Takes one call out of it. @returns false where nothing is left for one */
  take(): boolean;
  /** A call has ended and cost so much; null: it was not sent, and is given back. */
  settle(spent: { promptTokens: number; completionTokens: number } | null): void;
}

/**
 * Counts what is under way with the mean of what was: a limit of tokens or money is passed by the error of that mean at
 * most, one of calls never.
 */
export function allowanceOf(budget: Budget, spentBefore: Spent): Allowance {
  const { inputPrice, outputPrice } = spentBefore;
  let { calls } = spentBefore;
  let promptTokens = Number(spentBefore.promptTokens);
  let completionTokens = Number(spentBefore.completionTokens);
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
      if (!spent) calls--;
      promptTokens += spent?.promptTokens ?? 0;
      completionTokens += spent?.completionTokens ?? 0;
    },
  };
}
