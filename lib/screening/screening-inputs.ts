import { z } from "zod";
import type { ScreeningThresholds } from "./screening.ts";

/** Against support examples and other exemplars a match is kept where one of its scores reaches this. */
export const storedFrom = { probability: 0.2, wordEdit: 0.5, cosine: 0.5 };

/** Lower thresholds would ask for matches that screening does not keep, or flag what nobody would call alike. */
export const lowestThresholds: ScreeningThresholds = {
  leak: 0.02,
  duplicate: 0.3,
  cosine: storedFrom.cosine,
  wordEdit: storedFrom.wordEdit,
};

const overrideLimits = { shortest: 10, longest: 1_000 };

const threshold = (rule: keyof ScreeningThresholds) =>
  z
    .number(`screening.errors.${rule}Threshold`)
    .min(lowestThresholds[rule], `screening.errors.${rule}Threshold`)
    .max(1, `screening.errors.${rule}Threshold`);

const thresholds = z.object({
  leak: threshold("leak"),
  duplicate: threshold("duplicate"),
  cosine: threshold("cosine"),
  wordEdit: threshold("wordEdit"),
}) satisfies z.ZodType<ScreeningThresholds>;

export const changeThresholdsInput = z.object({
  projectId: z.uuid(),
  thresholds,
  /** The share of innocent examples that the leak threshold was chosen to flag; null where it is set by hand. */
  falseAlarmRate: z.number().min(0).max(1).nullable().optional(),
});

export const maskNumbersInput = z.object({ projectId: z.uuid(), maskNumbers: z.boolean() });
export type MaskNumbersInput = z.output<typeof maskNumbersInput>;

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
