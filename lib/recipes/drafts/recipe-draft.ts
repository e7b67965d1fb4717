import type { MessageKey } from "#lib/messages/message-key.ts";
import {
  type AugmentationOperation,
  noAugmentation,
  type RecipeKind,
  type RecipeSettings,
  recipeSettings,
  settingsKey,
} from "../recipes.ts";

/** The settings as the form holds them: numbers are what was typed. */
export interface RecipeDraft {
  kind: RecipeKind;
  template: string;
  systemMessage: string;
  instructions: Record<string, string>;
  demonstrations: string;
  temperature: string;
  topP: string;
  maxTokens: string;
  operations: Record<AugmentationOperation, boolean>;
  strength: string;
  synonymVocabularyId: string | null;
}

export type NumberField = "demonstrations" | "temperature" | "topP" | "maxTokens" | "strength";

export interface ReadDraft {
  /** What the draft says; a number that is wrong has its default here, and a sentence in `mistakes`. */
  settings: RecipeSettings;
  /** The keys of the sentences beside the fields, by field. */
  mistakes: Partial<Record<NumberField | "instructions", MessageKey>>;
}

const defaults = {
  demonstrations: 0,
  temperature: 1,
  topP: 1,
  maxTokens: 256,
  strength: noAugmentation.strength,
};

/** Fields that only one kind of recipe has; in the other they are neither shown nor wrong. */
const ofKind: Partial<Record<NumberField, RecipeKind>> = {
  temperature: "prompt",
  topP: "prompt",
  maxTokens: "prompt",
  strength: "grammar",
};

export const emptyDraft: RecipeDraft = draftOf({
  kind: "grammar",
  template: "",
  systemMessage: "",
  instructions: {},
  ...defaults,
  augmentation: noAugmentation,
});

export function draftOf(settings: RecipeSettings): RecipeDraft {
  const { kind, template, systemMessage, instructions, augmentation } = settings;
  return {
    ...{ kind, template, systemMessage, instructions },
    demonstrations: String(settings.demonstrations),
    temperature: String(settings.temperature),
    topP: String(settings.topP),
    maxTokens: String(settings.maxTokens),
    operations: augmentation.operations,
    strength: String(augmentation.strength),
    synonymVocabularyId: augmentation.synonymVocabularyId,
  };
}

/** Reads the form: "0,5" is 0.5, and an emptied field is a mistake and no 0. */
export function readDraft(draft: RecipeDraft): ReadDraft {
  const { operations, synonymVocabularyId, strength, ...rest } = draft;
  const mistakes: ReadDraft["mistakes"] = {};
  const asIs = {
    ...rest,
    demonstrations: numberOf(draft.demonstrations),
    temperature: numberOf(draft.temperature),
    topP: numberOf(draft.topP),
    maxTokens: numberOf(draft.maxTokens),
    augmentation: { operations, synonymVocabularyId, strength: numberOf(strength) },
  };
  const parsed = recipeSettings.safeParse(asIs);
  if (parsed.success) return { settings: parsed.data, mistakes };
  const repaired = { ...asIs, augmentation: { ...asIs.augmentation } };
  for (const { path, message } of parsed.error.issues) {
    const field = path[0] === "augmentation" ? "strength" : String(path[0]);
    if (field === "instructions") mistakes.instructions = message as MessageKey;
    if (!isNumberField(field)) continue;
    if (field === "strength") repaired.augmentation.strength = defaults.strength;
    else repaired[field] = defaults[field];
    if ((ofKind[field] ?? draft.kind) === draft.kind) mistakes[field] = message as MessageKey;
  }
  return { settings: repaired, mistakes };
}

/** Whether saving the settings would make a version other than this one. */
export function isChanged(settings: RecipeSettings, saved: RecipeSettings): boolean {
  return settingsKey(settings) !== settingsKey(saved);
}

function isNumberField(field: string): field is NumberField {
  return field in defaults;
}

function numberOf(typed: string): number {
  const text = typed.trim().replace(",", ".");
  return /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** A seed as runs take it, or null. */
export function readSeed(typed: string): number | null {
  const text = typed.trim();
  return /^\d{1,10}$/.test(text) && Number(text) < 2 ** 31 ? Number(text) : null;
}
