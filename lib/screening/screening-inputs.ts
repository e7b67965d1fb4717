import { z } from "zod";
import type { ScreeningThresholds } from "./screening.ts";

/** Lower thresholds would ask for scores that screening does not keep. */
export const lowestThreshold = 0.5;

const overrideLimits = { shortest: 10, longest: 1_000 };

const threshold = z
  .number("screening.errors.threshold")
  .min(lowestThreshold, "screening.errors.threshold")
  .max(1, "screening.errors.threshold");

const thresholds = z.object({
  cosine: threshold,
  characterGrams: threshold,
  wordEdit: threshold,
}) satisfies z.ZodType<ScreeningThresholds>;

export const changeThresholdsInput = z.object({ projectId: z.uuid(), thresholds });

const overrideReason = z
  .string()
  .trim()
  .min(overrideLimits.shortest, "screening.errors.reasonTooShort")
  .max(overrideLimits.longest, "screening.errors.reasonTooLong")
  .refine((text) => !text.includes("\0") && text.isWellFormed(), "screening.errors.reasonCharacters");

export const overrideFindingInput = z.object({
  projectId: z.uuid(),
  findingId: z.uuid(),
  reason: overrideReason,
});

export const withdrawOverrideInput = z.object({ projectId: z.uuid(), findingId: z.uuid() });

/** Scores are counted by the hundredth, so that a threshold can be tried before it is saved. */
export interface ScoreCounts {
  /**
   * `test.cosine[87]`: exemplars whose best cosine against the test set is at least .87 and below .88; 101 numbers.
   * `other` is the best against support examples and exemplars.
   */
  test: Record<keyof ScreeningThresholds, number[]>;
  other: Record<keyof ScreeningThresholds, number[]>;
}

export interface ScreeningState {
  thresholds: ScreeningThresholds;
  hasTestSet: boolean;
  exemplars: number;
  screened: number;
  counts: ScoreCounts;
}

/** How many exemplars have a score of at least `threshold`, which is taken to the hundredth. */
export function countFrom(counts: readonly number[], threshold: number): number {
  return counts.slice(Math.round(threshold * 100)).reduce((sum, count) => sum + count, 0);
}
