import { type Budget, countedOf, type RunUsage, reachedLimits } from "./budget.ts";
import { isActive, type RunState } from "./run-state.ts";
import { type Counts, type LabelProgress, type RunGoal, sumOf } from "./runs.ts";

/** Screened exemplars from which on a share of passing ones says something. */
const ENOUGH_SCREENED = 20;

/** What counts towards a target, in exemplars. */
export function reachedOf(goal: RunGoal, counts: Pick<Counts, "produced" | "passing">): number {
  return goal === "passing" ? counts.passing : counts.produced;
}

/** How many exemplars a label is short of its target; what was met once is met, whatever became of it in review. */
export function shortfallOf(goal: RunGoal, label: LabelProgress): number {
  return label.end === "reached" ? 0 : Math.max(0, label.target - reachedOf(goal, label));
}

/** In the order of the labels while the run goes on; once it is over, those furthest from their target first. */
export function labelsToRead(state: RunState, goal: RunGoal, labels: LabelProgress[]): LabelProgress[] {
  if (isActive(state)) return labels;
  const share = (label: LabelProgress) => shortfallOf(goal, label) / Math.max(1, label.target);
  return labels.toSorted((a, b) => share(b) - share(a));
}

/**
 * Items that are still to be asked for: what is planned, and what labels that fall short are likely to need at the rate
 * at which theirs pass.
 * @returns null where too little was screened to tell
 */
export function itemsToCome(goal: RunGoal, labels: LabelProgress[]): number | null {
  let toCome = 0;
  for (const label of labels) {
    const planned = Math.max(0, label.asked - label.produced - label.failed);
    const short = label.end === null ? shortfallOf(goal, label) : 0;
    if (goal === "produced" || short === 0) {
      toCome += planned;
      continue;
    }
    const rate = passRateOf(label) ?? passRateOf(sumOf(labels));
    if (rate === null || rate === 0) return null;
    const waiting = label.produced - label.screened;
    toCome += Math.max(planned, Math.ceil(short / rate) - waiting);
  }
  return toCome;
}

function passRateOf({ passing, screened }: Counts): number | null {
  return screened < ENOUGH_SCREENED ? null : passing / screened;
}

/** The limits that leave nothing for one more question. */
export function spentLimits(budget: Budget, usage: RunUsage): (keyof Budget)[] {
  return reachedLimits(budget, spentOf(usage));
}

/** What counts towards a run's budget, its judge's included. */
export function spentOf(usage: RunUsage): ReturnType<typeof countedOf> {
  return countedOf(usage.judge ? [usage, usage.judge] : [usage]);
}
