import { z } from "zod";
import { label, labelLimits } from "./labels/labels.ts";

export type TaskKind = "classification" | "pair" | "dialogue" | "text";

/** From which score on there is a finding, each in [0, 1]; see lib/screening/screening.ts. */
export interface Thresholds {
  leak: number;
  duplicate: number;
  cosine: number;
  wordEdit: number;
}

export interface Project {
  id: string;
  name: string;
  description: string;
  taskKind: TaskKind;
  /** A language tag (BCP 47), canonical: "en", "pt-BR". */
  language: string;
  thresholds: Thresholds;
  /** The share of innocent real examples that the leak threshold was chosen to flag; null where it was set by hand. */
  falseAlarmRate: number | null;
  /** Texts that differ only in their numbers are exact copies of one another. */
  maskNumbers: boolean;
}

export interface Label {
  id: string;
  name: string;
  description: string;
  /** #rrggbb */
  colour: string;
  hotkey: string | null;
  position: number;
}

export interface ProjectWithLabels extends Project {
  labels: Label[];
}

/** How many rows use a label, by what they are. */
export interface LabelUse {
  supportExamples: number;
  testRows: number;
  vocabularyEntries: number;
  runItems: number;
  exemplars: number;
}

/** How far a project has come, in exemplars. */
export interface Progress {
  generated: number;
  pending: number;
  accepted: number;
  rejected: number;
  /** Exemplars not rejected with at least one open finding. */
  warnings: number;
}

export interface ProjectSummary extends Project {
  labelCount: number;
  progress: Progress;
  updatedAt: Date;
}

/** One step of a project's path, as the navigation shows it. */
export interface Waiting {
  count: number;
  /** Something waits for the user here. */
  waits: boolean;
}

export type Step = "data" | "vocabularies" | "recipes" | "runs" | "review" | "exports";

export const projectLimits = { name: 100, description: 2_000 };

const name = z
  .string()
  .normalize()
  .trim()
  .min(1, "projects.errors.nameMissing")
  .max(projectLimits.name, "projects.errors.nameTooLong")
  .regex(/^\P{Cc}*$/u, "projects.errors.nameCharacters");

const description = z
  .string()
  .normalize()
  .trim()
  .max(projectLimits.description, "projects.errors.descriptionTooLong")
  .refine((text) => !text.includes("\0"), "projects.errors.nameCharacters");

const language = z
  .string()
  .trim()
  .transform((tag, context) => {
    const canonical = canonicalLanguage(tag);
    if (canonical) return canonical;
    context.addIssue({ code: "custom", message: "projects.errors.language" });
    return z.NEVER;
  });

/** The canonical form of a language tag, or null where it is none. */
export function canonicalLanguage(tag: string): string | null {
  try {
    return (tag.length <= 35 && Intl.getCanonicalLocales(tag)[0]) || null;
  } catch {
    return null;
  }
}

export const projectSettings = z.object({ name, description, language });
export type ProjectSettings = z.output<typeof projectSettings>;

export const createProjectInput = projectSettings.extend({
  taskKind: z.literal("classification", "projects.errors.taskKind"),
  labels: z.array(label).max(labelLimits.labels, "projects.errors.tooManyLabels").default([]),
});
export const editProjectInput = projectSettings.extend({ projectId: z.uuid() });
export const deleteProjectInput = z.object({
  projectId: z.uuid(),
  /** The project's name as the user typed it to confirm. */
  confirmation: z.string().max(200),
});
