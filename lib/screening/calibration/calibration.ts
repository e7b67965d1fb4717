import { z } from "zod";
import { plantedKinds } from "#lib/core/planted/planted-leaks.ts";
import { STEPS } from "#lib/core/statistics/step-histogram.ts";
import { LEFT_OUT_REASONS } from "../paraphrases/paraphrases.ts";
import { detectors } from "../screening.ts";

/** What is measured of a text: the probability and every detector's score. */
export const measures = ["combined", ...detectors] as const;
export type Measure = (typeof measures)[number];

const column = z.array(z.int().min(0).max(STEPS));

/**
 * How alike texts are to the test set: a column for each measure, in steps of lib/core/statistics/step-histogram.ts,
 * all of one length. The rows stay together, so that any set of thresholds can be tried on them.
 */
const scores = z.object({
  combined: column,
  exact: column,
  wordEdit: column,
  containment: column,
  overlap: column,
  template: column,
  cosine: column,
} satisfies Record<Measure, typeof column>);
export type Scores = z.output<typeof scores>;

const natural = z.object({
  /** Support examples against the test set; or, without any, test rows against the other test rows. */
  source: z.enum(["support", "test"]),
  /** How many rows there were to draw from. */
  rows: z.int(),
  /** Rows that say a whole test row, as far as drawn; they are leaks, not innocent, and left out of the scores. */
  copies: z.int(),
  scores,
  /** For each row of the scores its label, as a place in `labelIds`. */
  labels: z.array(z.int()),
});
export type Natural = z.output<typeof natural>;

/** Leaks planted in drawn test rows; a row that is too short for the kind is tried and has no scores. */
const planted = z.object({ tried: z.int(), scores });
export type Planted = z.output<typeof planted>;

/** The kinds of leaks that are measured: those that are planted here, and those that a trusted endpoint writes. */
export const leakKinds = [...plantedKinds, "paraphrase"] as const;
export type LeakKind = (typeof leakKinds)[number];

/** Test rows paraphrased by `model`: `tried` were drawn, those left out have no scores. */
const paraphrased = planted.extend({
  model: z.string(),
  leftOut: z.array(z.object({ reason: z.enum(LEFT_OUT_REASONS), count: z.int() })),
});

/** What is stored of a calibration. Holds no text. */
export const calibrationResult = z.object({
  seed: z.int(),
  testRows: z.int(),
  labelIds: z.array(z.string()),
  natural,
  planted: z.record(z.enum(plantedKinds), planted),
  /** Null where no endpoint was trusted with test text. */
  paraphrased: paraphrased.nullable().default(null),
});
export type CalibrationResult = z.output<typeof calibrationResult>;

/** Why the last try came to nothing: no vectors could be had, or a fault of ours that is in the log. */
export type CalibrationFailure = "embedder" | "internal";

/** How far screening and calibration are; what the screen polls. */
export interface CalibrationState {
  testRows: number;
  supportExamples: number;
  exemplars: number;
  screened: number;
  /** "none": never asked for. A try that failed or runs does not take the last result away. */
  stage: "none" | "running" | "failed" | "done";
  /** Of a running one, 0 to 1. */
  progress: number;
  failure: CalibrationFailure | null;
  /** When the result was measured that is shown; null where there is none. */
  measuredAt: string | null;
  /** The sets or the embedder have changed since. */
  isStale: boolean;
}

export function noScores(): Scores {
  return { combined: [], exact: [], wordEdit: [], containment: [], overlap: [], template: [], cosine: [] };
}

/** Whether the numbers will change by themselves: a calibration of new sets is asked for once they are screened. */
export function isUnderWay(state: CalibrationState): boolean {
  return (
    state.stage === "running" ||
    state.screened < state.exemplars ||
    (state.testRows > 0 && (state.stage === "none" || state.isStale) && state.stage !== "failed")
  );
}
