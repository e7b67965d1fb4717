import { z } from "zod";

export type RecipeKind = "grammar" | "prompt";

export type AugmentationOperation =
  | "synonymReplacement"
  | "randomSwap"
  | "randomDeletion"
  | "randomInsertion";

export const AUGMENTATION_OPERATIONS = [
  "synonymReplacement",
  "randomInsertion",
  "randomSwap",
  "randomDeletion",
] as const satisfies AugmentationOperation[];

export interface Augmentation {
  operations: Record<AugmentationOperation, boolean>;
  /** The share of words changed, 0 to 0.5; the α of EDA. */
  strength: number;
  /** A vocabulary whose entries are lines "word, word, word" of words that replace one another. */
  synonymVocabularyId: string | null;
}

export const noAugmentation: Augmentation = {
  operations: { synonymReplacement: false, randomInsertion: false, randomSwap: false, randomDeletion: false },
  strength: 0.1,
  synonymVocabularyId: null,
};

/** What one version of a recipe says. */
export interface RecipeSettings {
  /** grammar: the filled template is the exemplar. prompt: it is a message to a language model. */
  kind: RecipeKind;
  template: string;
  /** May have slots too; only for prompts. */
  systemMessage: string;
  /** What stands in the slot `instruction`, by label id. */
  instructions: Record<string, string>;
  /** How many support examples stand in the slot `demonstrations`. */
  demonstrations: number;
  temperature: number;
  topP: number;
  maxTokens: number;
  augmentation: Augmentation;
}

/** Immutable. */
export interface RecipeVersion extends RecipeSettings {
  id: string;
  recipeId: string;
  /** Counts from 1 in the recipe. */
  number: number;
  createdAt: Date;
}

export interface RecipeVersionSummary {
  id: string;
  number: number;
  kind: RecipeKind;
  createdAt: Date;
  runCount: number;
}

export interface RecipeSummary {
  id: string;
  name: string;
  latest: RecipeVersionSummary;
  versionCount: number;
  /** Runs of all versions. */
  runCount: number;
  updatedAt: Date;
}

export interface RecipeWithVersions {
  id: string;
  projectId: string;
  name: string;
  /** The newest first. */
  versions: RecipeVersionSummary[];
}

export interface ChatMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

/** Where in the messages of an item the value of a slot stands: [from, to) of `messages[message].content`. */
export interface ItemMark {
  message: number;
  slot: string;
  from: number;
  to: number;
}

/** One exemplar of a run before it is made. */
export interface PlannedItem {
  /** Counts from 0 in the run. */
  position: number;
  labelId: string;
  /** 0 to 2³¹ − 1 */
  seed: number;
  /** The values of the vocabularies' slots and of `example`, where the item has them. */
  slots: Record<string, string>;
  messages: ChatMessage[];
  marks: ItemMark[];
}

export const recipeLimits = {
  name: 100,
  /** Bytes in UTF-8. */
  template: 100_000,
  instruction: 10_000,
  demonstrations: 50,
  temperature: 2,
  maxTokens: 32_768,
  strength: 0.5,
  versions: 10_000,
};

const encoder = new TextEncoder();
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

const text = z
  .string()
  .transform((value) => value.toWellFormed().replaceAll("\r\n", "\n"))
  .refine((value) => !value.includes("\0"), "recipes.errors.characters");

export const recipeName = z
  .string()
  .normalize()
  .trim()
  .min(1, "recipes.errors.nameMissing")
  .max(recipeLimits.name, "recipes.errors.nameTooLong")
  .regex(/^\P{Cc}*$/u, "recipes.errors.characters");

const augmentation = z.object({
  operations: z.object({
    synonymReplacement: z.boolean(),
    randomInsertion: z.boolean(),
    randomSwap: z.boolean(),
    randomDeletion: z.boolean(),
  }),
  strength: z
    .number("recipes.errors.strength")
    .min(0, "recipes.errors.strength")
    .max(0.5, "recipes.errors.strength"),
  synonymVocabularyId: z.uuid().nullable(),
});

export const recipeSettings = z.object({
  kind: z.enum(["grammar", "prompt"]),
  // A template that is too large is told with its size, among the recipe's other problems.
  template: text,
  systemMessage: text.default(""),
  instructions: z
    .record(
      z.uuid(),
      text.refine((value) => value.length <= recipeLimits.instruction, "recipes.errors.instructionTooLong"),
    )
    .default({}),
  demonstrations: z
    .int("recipes.errors.demonstrations")
    .min(0, "recipes.errors.demonstrations")
    .max(recipeLimits.demonstrations, "recipes.errors.demonstrations")
    .default(0),
  temperature: z
    .number("recipes.errors.temperature")
    .min(0, "recipes.errors.temperature")
    .max(recipeLimits.temperature, "recipes.errors.temperature")
    .default(1),
  topP: z.number("recipes.errors.topP").gt(0, "recipes.errors.topP").max(1, "recipes.errors.topP").default(1),
  maxTokens: z
    .int("recipes.errors.maxTokens")
    .min(1, "recipes.errors.maxTokens")
    .max(recipeLimits.maxTokens, "recipes.errors.maxTokens")
    .default(256),
  augmentation: augmentation.default(noAugmentation),
});

/** Settings as they are given: all but the kind and the template may be left out. */
export type RecipeSettingsInput = z.input<typeof recipeSettings>;

export const createRecipeInput = recipeSettings.extend({ projectId: z.uuid(), name: recipeName });
export const saveRecipeInput = recipeSettings.extend({ recipeId: z.uuid(), name: recipeName.optional() });
export const renameRecipeInput = z.object({ recipeId: z.uuid(), name: recipeName });
export const deleteRecipeInput = z.object({ recipeId: z.uuid() });

/** The settings in a form that two equal ones share: keys in order, instructions trimmed, empty ones left out. */
export function settingsKey(settings: RecipeSettings): string {
  const { kind, template, systemMessage, instructions, augmentation: augment } = settings;
  const said = Object.entries(instructions)
    .map(([labelId, instruction]) => [labelId, instruction.trim()] as const)
    .filter(([, instruction]) => instruction !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    [kind, template, systemMessage, said],
    [settings.demonstrations, settings.temperature, settings.topP, settings.maxTokens],
    [
      AUGMENTATION_OPERATIONS.map((name) => augment.operations[name]),
      augment.strength,
      augment.synonymVocabularyId,
    ],
  ]);
}
