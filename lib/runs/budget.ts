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

/** The limits of a run, from its row. */
export function budgetIn(row: {
  budgetCalls: number | null;
  budgetTokens: number | null;
  budgetCost: number | null;
}): Budget {
  return { calls: row.budgetCalls, tokens: row.budgetTokens, cost: row.budgetCost };
}

/** What was asked of a model and the prices at which. */
export interface Spent {
  calls: number;
  promptTokens: number;
  completionTokens: number;
  prices: { input: number; output: number } | null;
}

/** Whom a run asks. */
export type Asker = "generator" | "judge";
export type RunSpent = Record<Asker, Spent>;

/** What a run spent so far, from its row. */
export function spentIn(row: {
  calls: number;
  promptTokens: bigint;
  completionTokens: bigint;
  inputPrice: number | null;
  outputPrice: number | null;
  judgeCalls: number;
  judgePromptTokens: bigint;
  judgeCompletionTokens: bigint;
  judgeInputPrice: number | null;
  judgeOutputPrice: number | null;
}): RunSpent {
  return {
    generator: {
      calls: row.calls,
      promptTokens: Number(row.promptTokens),
      completionTokens: Number(row.completionTokens),
      prices: pricesOf(row.inputPrice, row.outputPrice),
    },
    judge: {
      calls: row.judgeCalls,
      promptTokens: Number(row.judgePromptTokens),
      completionTokens: Number(row.judgeCompletionTokens),
      prices: pricesOf(row.judgeInputPrice, row.judgeOutputPrice),
    },
  };
}

function pricesOf(input: number | null, output: number | null) {
  return input === null || output === null ? null : { input, output };
}

/**
 * What counts towards a budget, of all who were asked. Money: as much of it as is known, so that a limit holds for
 * whoever has prices; null where nobody has.
 */
export function countedOf(
  asked: { calls: number; promptTokens: number; completionTokens: number; cost: number | null }[],
): { calls: number; tokens: number; cost: number | null } {
  const known = asked.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  return {
    calls: asked.reduce((sum, { calls }) => sum + calls, 0),
    tokens: asked.reduce((sum, one) => sum + one.promptTokens + one.completionTokens, 0),
    cost: known.length === 0 ? null : known.reduce((sum, cost) => sum + cost, 0),
  };
}

/** The limits that leave nothing for one more question. */
export function reachedLimits(budget: Budget, counted: ReturnType<typeof countedOf>): (keyof Budget)[] {
  return (["calls", "tokens", "cost"] as const).filter((kind) => {
    const [limit, spent] = [budget[kind], counted[kind]];
    return limit !== null && spent !== null && spent >= limit;
  });
}

/** Whether nothing more may be asked for. */
export function isBudgetSpent(budget: Budget, { generator, judge }: RunSpent): boolean {
  const asked = [generator, judge].map((spent) => ({ ...spent, cost: costOf(spent, spent.prices) }));
  return reachedLimits(budget, countedOf(asked)).length > 0;
}
