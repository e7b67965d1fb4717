import { z } from "zod";

const budgetLimits = {
  calls: 1_000_000,
  tokens: 2_000_000_000,
  /** US dollars. */
  cost: 1_000_000,
};

/** What a run may spend at most; null: no limit of that kind. */
export interface Budget {
  calls: number | null;
  /** Of prompts and replies together, as the provider counts them. */
  tokens: number | null;
  /** US dollars, by the endpoint's prices as they stood at the start. */
  cost: number | null;
}

export const NO_BUDGET: Budget = { calls: null, tokens: null, cost: null };

export const budgetInput = z.object({
  calls: z
    .int("runs.errors.budget")
    .min(1, "runs.errors.budget")
    .max(budgetLimits.calls, "runs.errors.budget")
    .nullable(),
  tokens: z
    .int("runs.errors.budget")
    .min(1, "runs.errors.budget")
    .max(budgetLimits.tokens, "runs.errors.budget")
    .nullable(),
  cost: z
    .number("runs.errors.budget")
    .positive("runs.errors.budget")
    .max(budgetLimits.cost, "runs.errors.budget")
    .nullable(),
});

/** What the judge of a run was asked and what that cost so far. */
export interface JudgeUsage {
  calls: number;
  promptTokens: number;
  completionTokens: number;
  /** US dollars; null where the endpoint's prices are unknown. */
  cost: number | null;
}

/** What a run asked for and what that cost so far. */
export interface RunUsage {
  /** Questions sent, tries included. */
  calls: number;
  promptTokens: number;
  completionTokens: number;
  /** US dollars; null where the endpoint's prices are unknown. */
  cost: number | null;
  /** Replies taken from earlier questions. */
  reused: number;
  /** Mean over the answered questions; null before the first. */
  latencyMs: number | null;
  /** On top of all above; null: the run has no judge. */
  judge: JudgeUsage | null;
}

/** In US dollars. @returns null where the prices are unknown */
export function costOf(
  usage: { promptTokens: number; completionTokens: number },
  prices: { input: number; output: number } | null,
): number | null {
  if (!prices) return null;
  return (usage.promptTokens * prices.input + usage.completionTokens * prices.output) / 1_000_000;
}

/** What a run spent, as its row holds it. */
export interface Spent {
  calls: number;
  promptTokens: bigint;
  completionTokens: bigint;
  inputPrice: number | null;
  outputPrice: number | null;
}

/** Whether nothing more may be asked for. A limit of money holds only where the prices are known. */
export function isBudgetSpent(budget: Budget, spent: Spent): boolean {
  const promptTokens = Number(spent.promptTokens);
  const completionTokens = Number(spent.completionTokens);
  const { inputPrice: input, outputPrice: output } = spent;
  const prices = input === null || output === null ? null : { input, output };
  const cost = costOf({ promptTokens, completionTokens }, prices);
  return (
    (budget.calls !== null && spent.calls >= budget.calls) ||
    (budget.tokens !== null && promptTokens + completionTokens >= budget.tokens) ||
    (budget.cost !== null && cost !== null && cost >= budget.cost)
  );
}
