import { z } from "zod";

/** Colours that stay apart from each other, and legible, on light and on dark ground. */
export const LABEL_COLOURS = [
  "#3b82a0",
  "#b7791f",
  "#6b8e23",
  "#9f5794",
  "#4f6bd8",
  "#c2603f",
  "#2f9e7d",
  "#8b6fc9",
  "#a3892b",
  "#cc5c86",
  "#5f7f95",
  "#8a6a4f",
] as const;

/** Keys that the review screen uses itself; a label cannot have them. */
export const REVIEW_KEYS: ReadonlySet<string> = new Set([..."jkareulo?gx/np "]);

/**
 * In the order in which they are proposed. Other letters do something on the review screen; who chooses one for a label
 * takes it from there.
 */
const PROPOSED_KEYS = [..."1234567890bdhqwz"];

export const labelLimits = { name: 100, description: 1_000, labels: 1_000 };

const name = z
  .string()
  .normalize()
  .trim()
  .min(1, "projects.errors.labelNameMissing")
  .max(labelLimits.name, "projects.errors.labelNameTooLong")
  .regex(/^\P{Cc}*$/u, "projects.errors.labelNameCharacters");

const description = z
  .string()
  .normalize()
  .trim()
  .max(labelLimits.description, "projects.errors.labelDescriptionTooLong")
  .refine((text) => !text.includes("\0"), "projects.errors.labelNameCharacters");

const colour = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, "projects.errors.labelColour");

/** "" stands for none: what an emptied field of a form sends. */
const hotkey = z
  .string()
  .nullable()
  .transform((key) => key?.toLowerCase() || null)
  .superRefine((key, context) => {
    const message = key === null ? null : refusalOfHotkey(key);
    if (message) context.addIssue({ code: "custom", message });
  });

/** Why the key cannot be a hotkey, whatever the other labels have: a key of the message files; or null. */
export function refusalOfHotkey(key: string) {
  if (REVIEW_KEYS.has(key)) return "projects.errors.hotkeyReserved";
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(key) ? null : "projects.errors.hotkeyOneCharacter";
}

/** What a label is made of. Colour and hotkey are proposed where they are not given. */
export const label = z.object({
  name,
  description: description.default(""),
  colour: colour.optional(),
  hotkey: hotkey.optional(),
});
export type LabelInput = z.output<typeof label>;

export const createLabelsInput = z.object({
  projectId: z.uuid(),
  labels: z.array(label).min(1).max(labelLimits.labels, "projects.errors.tooManyLabels"),
});

export const editLabelInput = z.object({
  projectId: z.uuid(),
  labelId: z.uuid(),
  name: name.optional(),
  description: description.optional(),
  colour: colour.optional(),
  hotkey: hotkey.optional(),
});

export const moveLabelInput = z.object({
  projectId: z.uuid(),
  labelId: z.uuid(),
  /** The place it is to have, from 0; beyond the end means the end. */
  position: z.int().min(0).max(labelLimits.labels),
});

export const deleteLabelInput = z.object({ projectId: z.uuid(), labelId: z.uuid() });

/** The first key that no label has yet: 1–9 first, then 0 and letters; null where none is left. */
export function proposeHotkey(taken: Iterable<string | null>): string | null {
  const used = new Set(taken);
  return PROPOSED_KEYS.find((key) => !used.has(key)) ?? null;
}

/** The palette's colour for the label at this place. */
export function proposeColour(position: number): string {
  return LABEL_COLOURS[position % LABEL_COLOURS.length] ?? LABEL_COLOURS[0];
}

export interface PastedLabels {
  labels: { name: string; description: string }[];
  /** Names that stood twice in the text or are there already; left out. */
  repeated: number;
}

/**
 * Labels from pasted text: one a line, a description after a tab. List marks and quotes around a name are dropped.
 * @param existing names that are there already
 */
export function labelsFromLines(text: string, existing: Iterable<string>): PastedLabels {
  const seen = new Set(existing);
  const labels: PastedLabels["labels"] = [];
  let repeated = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [first = "", ...rest] = line.split("\t");
    const name = unquote(
      first
        .normalize()
        .trim()
        .replace(/^[-*•]\s+/, ""),
    );
    if (name === "") continue;
    if (seen.has(name)) {
      repeated += 1;
      continue;
    }
    seen.add(name);
    labels.push({ name, description: rest.join(" ").normalize().trim() });
  }
  return { labels, repeated };
}

function unquote(text: string): string {
  return /^"(.+)",?$/.exec(text)?.[1]?.trim() ?? text;
}
