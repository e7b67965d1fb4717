import { z } from "zod";
import { slotNamePattern } from "#lib/core/template.ts";

export interface VocabularyEntry {
  id: string;
  /** Fills the slot as it is: quotes, braces and brackets mean nothing in it. */
  text: string;
  /** ≥ 0, relative to the other entries; an entry of weight 0 is never drawn. */
  weight: number;
  /** The labels the entry may be used for; none means every label. */
  labelIds: string[];
}

export interface Vocabulary {
  id: string;
  /** Also the slot's name in templates. */
  name: string;
  description: string;
  /** In the order of the table. */
  entries: VocabularyEntry[];
}

export interface VocabularySummary {
  id: string;
  name: string;
  description: string;
  entryCount: number;
  /** The recipes whose newest version uses it, by name. */
  usedBy: string[];
}

/** Slots that every recipe has; no vocabulary can be named like one, in whatever case. */
export const RESERVED_SLOTS = [
  "label",
  "label_description",
  "instruction",
  "demonstrations",
  "example",
] as const;
export type ReservedSlot = (typeof RESERVED_SLOTS)[number];

export function isReservedSlot(name: string): name is ReservedSlot {
  return (RESERVED_SLOTS as readonly string[]).includes(name);
}

export const vocabularyLimits = {
  name: 60,
  description: 1_000,
  entries: 20_000,
  text: 10_000,
  weight: 1_000_000,
  vocabularies: 500,
  /** Entries changed by one save. */
  changes: 10_000,
};

export const vocabularyName = z
  .string()
  .normalize()
  .trim()
  .min(1, "vocabularies.errors.nameMissing")
  .max(vocabularyLimits.name, "vocabularies.errors.nameTooLong")
  .regex(slotNamePattern, "vocabularies.errors.nameCharacters")
  .refine((name) => !isReservedSlot(name.toLowerCase()), "vocabularies.errors.nameReserved");

const description = z
  .string()
  .trim()
  .max(vocabularyLimits.description, "vocabularies.errors.descriptionTooLong")
  .refine((text) => !text.includes("\0"), "vocabularies.errors.characters");

export const entryText = z
  .string()
  .transform((text) => text.toWellFormed().trim())
  .pipe(
    z
      .string()
      .min(1, "vocabularies.errors.textMissing")
      .max(vocabularyLimits.text, "vocabularies.errors.textTooLong")
      .refine((text) => !text.includes("\0"), "vocabularies.errors.characters"),
  );

export const entryWeight = z
  .number("vocabularies.errors.weight")
  .min(0, "vocabularies.errors.weight")
  .max(vocabularyLimits.weight, "vocabularies.errors.weight");

const labelIds = z.array(z.uuid()).max(1_000);

export const newEntry = z.object({
  text: entryText,
  weight: entryWeight.default(1),
  labelIds: labelIds.default([]),
});
export type NewEntry = z.input<typeof newEntry>;

const newEntries = z.array(newEntry).max(vocabularyLimits.entries, "vocabularies.errors.tooManyEntries");

export const createVocabularyInput = z.object({
  projectId: z.uuid(),
  name: vocabularyName,
  description: description.default(""),
  entries: newEntries.default([]),
});

export const editVocabularyInput = z.object({ vocabularyId: z.uuid(), name: vocabularyName, description });

export const deleteVocabularyInput = z.object({ vocabularyId: z.uuid() });

export const addEntriesInput = z.object({ vocabularyId: z.uuid(), entries: newEntries.min(1) });

/** An entry as the table has it; the browser names it, so that a save that is tried again makes nothing twice. */
const savedEntry = z.object({
  id: z.uuid(),
  text: entryText,
  weight: entryWeight,
  labelIds,
  /** Where it stands in the table. */
  position: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
});
export type SavedEntry = z.output<typeof savedEntry>;

export const saveEntriesInput = z.object({
  vocabularyId: z.uuid(),
  saved: z.array(savedEntry).max(vocabularyLimits.changes, "vocabularies.errors.tooManyChanges"),
  deleted: z.array(z.uuid()).max(vocabularyLimits.changes, "vocabularies.errors.tooManyChanges"),
});

/** An entry with its place, as the table edits it. */
export type PlacedEntry = VocabularyEntry & { position: number };

export interface PastedList {
  entries: { text: string; weight: number }[];
  /** Lines whose text stood in the list before. */
  repeated: number;
  /** Lines refused, from 1, with the key of the sentence that says why. */
  refused: { line: number; key: `vocabularies.errors.${"weight" | TextMistake}` }[];
}

type TextMistake = "textMissing" | "textTooLong" | "characters";

/**
 * Reads a pasted list: one entry a line, optionally a tab and its weight (with a point or a comma). Empty lines
 * are passed over; of lines with the same text the first one counts.
 */
export function readPastedList(pasted: string): PastedList {
  const list: PastedList = { entries: [], repeated: 0, refused: [] };
  const seen = new Set<string>();
  for (const [index, line] of pasted
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    const tab = line.lastIndexOf("\t");
    const [before, after] = tab === -1 ? [line, ""] : [line.slice(0, tab), line.slice(tab + 1).trim()];
    const text = entryText.safeParse(before);
    const weight = entryWeight.safeParse(after === "" ? 1 : Number(after.replace(",", ".")));
    if (before.trim() === "" && after === "") continue;
    if (!text.success) {
      list.refused.push({ line: index + 1, key: `vocabularies.errors.${mistakeOf(before)}` });
    } else if (!weight.success) {
      list.refused.push({ line: index + 1, key: "vocabularies.errors.weight" });
    } else if (seen.has(text.data)) {
      list.repeated += 1;
    } else {
      seen.add(text.data);
      list.entries.push({ text: text.data, weight: weight.data });
    }
  }
  return list;
}

function mistakeOf(text: string): TextMistake {
  if (text.includes("\0")) return "characters";
  return text.trim() === "" ? "textMissing" : "textTooLong";
}

/**
 * The groups of words that replace one another, read from a vocabulary whose entries are lines "word, word, word".
 * Entries with fewer than two words say nothing.
 */
export function synonymGroups(vocabulary: Pick<Vocabulary, "entries">): string[][] {
  return vocabulary.entries
    .map(({ text }) => [...new Set(text.split(/[,;，、\n]/).map((word) => word.trim()))].filter(Boolean))
    .filter((group) => group.length > 1);
}
