import { type Asker, countedOf, type JudgeUsage, type RunUsage } from "./budget.ts";
import type { Run, RunJudging } from "./runs.ts";

/** How many exemplars have a score. */
export function judgedIn({ scores }: RunJudging): number {
  return scores.reduce((sum, count) => sum + count, 0);
}

/** How many the judge gave no answer about. */
export function notJudgedIn({ notJudged }: RunJudging): number {
  return notJudged.reduce((sum, { count }) => sum + count, 0);
}

/** 1 to 5; null where nothing is judged. */
export function meanScore(judging: RunJudging): number | null {
  const judged = judgedIn(judging);
  if (judged === 0) return null;
  return judging.scores.reduce((sum, count, i) => sum + count * (i + 1), 0) / judged;
}

/** Whom a run asks: the built-in generator is asked for nothing that costs. */
export function askersOf({ generator, judge }: Pick<Run, "generator" | "judge">): Asker[] {
  return [
    ...(generator === "openai" ? (["generator"] as const) : []),
    ...(judge ? (["judge"] as const) : []),
  ];
}

/** Whether a limit in money can be set: the prices of all that are asked were known at the start. */
export function isRunPriced(run: Pick<Run, "generator" | "judge" | "prices">): boolean {
  const prices = { generator: run.prices, judge: run.judge?.prices ?? null };
  const askers = askersOf(run);
  return askers.length > 0 && askers.every((asker) => prices[asker] !== null);
}

/** What was spent on one whom a run asks. */
export function usageOn(asker: Asker, usage: RunUsage): JudgeUsage {
  return asker === "judge" && usage.judge ? usage.judge : usage;
}

/** What a run spent on all whom it asks. Money: what is known of it; `isLeast`: of somebody it is unknown. */
export function spendingOf(
  run: Pick<Run, "generator" | "judge">,
  usage: RunUsage,
): ReturnType<typeof countedOf> & { isLeast: boolean } {
  const asked = askersOf(run).map((asker) => usageOn(asker, usage));
  return { ...countedOf(asked), isLeast: asked.some(({ cost }) => cost === null) };
}
