import {
  countSteps,
  STEPS,
  stepForRate,
  stepFrom,
  stepOfQuantile,
} from "#lib/core/statistics/step-histogram.ts";
import { type Share, wilsonInterval } from "#lib/core/statistics/wilson-interval.ts";
import type { ScreeningThresholds } from "../screening.ts";
import { lowestThresholds } from "../screening-inputs.ts";
import type { CalibrationResult, LeakKind, Measure, Natural, Planted, Scores } from "./calibration.ts";

/** The thresholds that hold whatever the probability. */
export type OtherRules = Pick<ScreeningThresholds, "cosine" | "wordEdit">;

/** The rates of false alarms that are offered. */
export const offeredRates = [0.005, 0.01, 0.02, 0.05, 0.1] as const;

/**
 * For each row the highest step of the leak threshold at which screening flags it: the probability's, or STEPS where
 * another rule flags it at any (the same text, the word edit, the cosine).
 */
export function reachOf(scores: Scores, rules: OtherRules): number[] {
  const wordEdit = stepFrom(rules.wordEdit);
  const cosine = stepFrom(rules.cosine);
  return scores.combined.map((step, row) =>
    (scores.exact[row] as number) >= STEPS ||
    (scores.wordEdit[row] as number) >= wordEdit ||
    (scores.cosine[row] as number) >= cosine
      ? STEPS
      : step,
  );
}

/** How many reach the step. */
export function countReaching(steps: readonly number[], from: number): number {
  let count = 0;
  for (const step of steps) if (step >= from) count++;
  return count;
}

function shareReaching(steps: readonly number[], from: number): Share | null {
  return wilsonInterval(countReaching(steps, from), steps.length);
}

/** The share of innocent rows that screening flags with these thresholds; null where there are none. */
export function falseAlarms(natural: Natural, thresholds: ScreeningThresholds): Share | null {
  return shareReaching(reachOf(natural.scores, thresholds), stepFrom(thresholds.leak));
}

export type RateThreshold =
  | { threshold: number }
  /**
   * Fewer rows than one false alarm would need; or the other rules flag more by themselves; or so many rows are as
   * alike as leaks that even the highest threshold flags more.
   */
  | { threshold: null; reason: "tooFew" | "otherRules" | "alike" };

/** The lowest leak threshold at which screening as a whole flags at most this share of the innocent rows. */
export function thresholdForRate(natural: Natural, rules: OtherRules, rate: number): RateThreshold {
  const reach = reachOf(natural.scores, rules);
  if (reach.length * rate < 1 - 1e-9) return { threshold: null, reason: "tooFew" };
  const step = stepForRate(countSteps(reach), rate);
  if (step !== null) return { threshold: Math.max(lowestThresholds.leak, step / STEPS) };
  const isReached = stepForRate(countSteps(reachOf(natural.scores, NO_OTHER_RULES)), rate) !== null;
  return { threshold: null, reason: isReached ? "otherRules" : "alike" };
}

/** At 1 these two flag only what differs in nothing they see; the probability counts both all the same. */
const NO_OTHER_RULES: OtherRules = { cosine: 1, wordEdit: 1 };

/** The thresholds for a rate: the leak threshold alone is moved where that will do, else the other rules step back. */
export function thresholdsForRate(
  natural: Natural,
  thresholds: ScreeningThresholds,
  rate: number,
): { thresholds: ScreeningThresholds } | { thresholds: null; reason: "tooFew" | "otherRules" | "alike" } {
  const found = thresholdForRate(natural, thresholds, rate);
  if (found.threshold !== null) return { thresholds: { ...thresholds, leak: found.threshold } };
  const alone = thresholdForRate(natural, NO_OTHER_RULES, rate);
  if (alone.threshold === null) return { thresholds: null, reason: found.reason };
  return { thresholds: { ...thresholds, ...NO_OTHER_RULES, leak: alone.threshold } };
}

/** What one measure alone would catch, at the threshold that gives as many false alarms as all together give. */
export interface MeasureRecall {
  measure: Measure;
  /** Null where no threshold of this measure flags so few. */
  threshold: number | null;
  /** Null where nothing of the kind was measured, too. */
  recall: Record<LeakKind, Share | null>;
}

/**
 * The recall of each measure, by kind of planted leak. "combined" is screening as a whole with these thresholds; every
 * other measure stands alone, at its lowest threshold that flags no larger share of the innocent rows.
 */
export function recallOf(
  result: CalibrationResult,
  thresholds: ScreeningThresholds,
  asked: readonly Measure[],
): MeasureRecall[] {
  const alarms = falseAlarms(result.natural, thresholds);
  return asked.map((measure) => {
    const step =
      measure === "combined"
        ? stepFrom(thresholds.leak)
        : alarms && stepForRate(countSteps(result.natural.scores[measure]), alarms.share);
    const shares = leaksOf(result).map(([kind, { scores }]): [LeakKind, Share | null] => {
      if (step === null) return [kind, null];
      const steps = measure === "combined" ? reachOf(scores, thresholds) : scores[measure];
      return [kind, shareReaching(steps, step)];
    });
    const recall = { paraphrase: null, ...Object.fromEntries(shares) } as MeasureRecall["recall"];
    return { measure, threshold: step === null ? null : step / STEPS, recall };
  });
}

/** Every kind of leak that was measured. */
export function leaksOf({ planted, paraphrased }: CalibrationResult): [LeakKind, Planted][] {
  const kinds = Object.entries(planted) as [LeakKind, Planted][];
  return paraphrased ? [...kinds, ["paraphrase", paraphrased]] : kinds;
}

/** How close the innocent rows of a label come to the test set, as probabilities. */
export interface LabelCloseness {
  labelId: string;
  rows: number;
  median: number;
  /** The 95th percentile, by which labels are sorted: the closest first. */
  high: number;
  highest: number;
}

export function closenessByLabel({ natural, labelIds }: CalibrationResult): LabelCloseness[] {
  const steps = labelIds.map((): number[] => []);
  for (const [row, label] of natural.labels.entries()) {
    steps[label]?.push(natural.scores.combined[row] as number);
  }
  const found = steps.flatMap((own, label): LabelCloseness[] => {
    const counts = countSteps(own);
    const at = (quantile: number) => (stepOfQuantile(counts, quantile) ?? 0) / STEPS;
    const labelId = labelIds[label] as string;
    return own.length === 0
      ? []
      : [{ labelId, rows: own.length, median: at(0.5), high: at(0.95), highest: at(1) }];
  });
  return found.sort((a, b) => b.high - a.high || b.highest - a.highest || b.rows - a.rows);
}

/** All leaks of one measure together, as steps. */
export function plantedSteps(result: CalibrationResult, measure: Measure): number[] {
  return leaksOf(result).flatMap(([, { scores }]) => scores[measure]);
}
