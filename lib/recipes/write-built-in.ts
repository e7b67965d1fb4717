import {
  type AugmentRequest,
  deleteWords,
  insertSynonyms,
  replaceSynonyms,
  type Synonyms,
  swapWords,
  synonymsOf,
} from "#lib/core/augment.ts";
import { random } from "#lib/core/random.ts";
import {
  AUGMENTATION_OPERATIONS,
  type AugmentationOperation,
  type PlannedItem,
  type RecipeSettings,
} from "./recipes.ts";

const operations: Record<AugmentationOperation, (request: AugmentRequest) => string> = {
  synonymReplacement: replaceSynonyms,
  randomInsertion: insertSynonyms,
  randomSwap: swapWords,
  randomDeletion: deleteWords,
};

/**
 * The text of one exemplar of a grammar recipe: the filled template, changed by one of the operations that are
 * switched on, as each sentence that EDA makes is. An operation that finds nothing to change gives way to the next;
 * where none does, the filled template stands. Deterministic by the item's seed; trimmed.
 */
export function writeBuiltIn(
  version: Pick<RecipeSettings, "augmentation">,
  item: Pick<PlannedItem, "seed" | "messages">,
  synonyms: readonly (readonly string[])[],
): string {
  const text = (item.messages.at(-1)?.content ?? "").trim();
  const { operations: on, strength } = version.augmentation;
  const stream = random(item.seed).fork("augment");
  const lookUp = lookUpOf(synonyms);
  for (const name of stream.shuffle(AUGMENTATION_OPERATIONS.filter((operation) => on[operation]))) {
    const changed = operations[name]({ text, strength, synonyms: lookUp, random: stream.fork(name) }).trim();
    if (changed !== text && changed !== "") return changed;
  }
  return text;
}

/** A run asks with the same groups for each of its items. */
const lookUps = new WeakMap<object, Synonyms>();

function lookUpOf(groups: readonly (readonly string[])[]): Synonyms {
  const known = lookUps.get(groups) ?? synonymsOf(groups);
  lookUps.set(groups, known);
  return known;
}
