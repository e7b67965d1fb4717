import { stepFrom } from "#lib/core/statistics/step-histogram.ts";
import { type Share, wilsonInterval } from "#lib/core/statistics/wilson-interval.ts";
import type { ScreeningThresholds } from "../screening.ts";
import { lowestThresholds } from "../screening-inputs.ts";
import { type CalibrationResult, type Measure, measures } from "./calibration.ts";
import { countReaching, leaksOf, plantedSteps, reachOf, recallOf } from "./error-rates.ts";

/** Thresholds as they are tried. */
export interface Draft {
  thresholds: ScreeningThresholds;
  /** What the leak threshold was chosen by; null where it was set by hand. */
  rate: number | null;
}

/** The measures that can be looked at one by one; the same text is no matter of degree. */
export const shownMeasures = measures.filter((measure) => measure !== "exact");

/** The threshold that is a measure's own; null where it only adds to the probability. */
export function ruleOf(measure: Measure): "leak" | "cosine" | "wordEdit" | null {
  if (measure === "combined") return "leak";
  return measure === "cosine" || measure === "wordEdit" ? measure : null;
}

export function isThreshold(rule: keyof ScreeningThresholds, value: number): boolean {
  return value >= lowestThresholds[rule] && value <= 1;
}

export function areSame(a: ScreeningThresholds, b: ScreeningThresholds): boolean {
  return (
    a.leak === b.leak && a.duplicate === b.duplicate && a.cosine === b.cosine && a.wordEdit === b.wordEdit
  );
}

/** One measure on the screen, with thresholds that are tried. */
export interface MeasureView {
  innocent: number[];
  leaks: number[];
  /** How many kinds of leaks there are. */
  kinds: number;
  /** Its own threshold, or the one at which it alone gives as few false alarms; null where none does. */
  threshold: number | null;
  alarms: Share | null;
  caught: Share | null;
}

/** "combined" counts what screening as a whole flags; any other measure what it alone does. */
export function viewOf(
  result: CalibrationResult,
  thresholds: ScreeningThresholds,
  measure: Measure,
): MeasureView {
  const innocent = result.natural.scores[measure];
  const leaks = plantedSteps(result, measure);
  const kinds = leaksOf(result).length;
  const rule = ruleOf(measure);
  const threshold = rule ? thresholds[rule] : (recallOf(result, thresholds, [measure])[0]?.threshold ?? null);
  if (threshold === null) return { innocent, leaks, kinds, threshold, alarms: null, caught: null };
  const flagged = (steps: number[]) =>
    wilsonInterval(countReaching(steps, stepFrom(threshold)), steps.length);
  const isWhole = measure === "combined";
  return {
    innocent,
    leaks,
    kinds,
    threshold,
    alarms: flagged(isWhole ? reachOf(result.natural.scores, thresholds) : innocent),
    caught: flagged(
      isWhole ? leaksOf(result).flatMap(([, { scores }]) => reachOf(scores, thresholds)) : leaks,
    ),
  };
}
