import { z } from "zod";

export const guidelineLimits = { characters: 20_000 };

/** What reviewers go by, as Markdown: of the project, and of each label where it is in question. "" is none. */
export interface Guidelines {
  project: string;
  /** By the label's id; labels without any are left out. */
  labels: Record<string, string>;
}

export const editGuidelinesInput = z.object({
  projectId: z.uuid(),
  /** Null: the guidelines of the project. */
  labelId: z.uuid().nullable(),
  guidelines: z
    .string()
    .transform((text) => text.replace(/\r\n?/g, "\n").trimEnd())
    .refine((text) => text.length <= guidelineLimits.characters, "guidelines.errors.tooLong")
    .refine((text) => !text.includes("\0") && text.isWellFormed(), "guidelines.errors.characters"),
});
