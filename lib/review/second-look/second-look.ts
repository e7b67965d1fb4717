import { z } from "zod";
import type { Share } from "#lib/core/statistics/wilson-interval.ts";

export const SECOND_LOOK_LIMITS = { size: 1_000, suggested: 100 } as const;

export const drawInput = z.object({
  projectId: z.uuid(),
  size: z
    .number({ error: "secondLook.errors.size" })
    .int("secondLook.errors.size")
    .min(1, "secondLook.errors.size")
    .max(SECOND_LOOK_LIMITS.size, "secondLook.errors.size"),
});

/** A random sample of the accepted exemplars and what a second look at it has found so far. */
export interface SecondLook {
  id: string;
  number: number;
  at: string;
  by: string;
  /** How many accepted exemplars it was drawn from. */
  population: number;
  /** How many of the sample still exist. */
  size: number;
  /** Looked at a second time: confirmed as they are, or found wrong. */
  looked: number;
  /** Found wrong: rejected, reopened, relabelled or edited since they were drawn. */
  wrong: number;
  /** The share of wrong ones in the population; null before anything was looked at. */
  estimate: Share | null;
}

export interface SecondLooks {
  /** How many exemplars are accepted now. */
  accepted: number;
  /** The newest first, at most 20. */
  looks: SecondLook[];
}
