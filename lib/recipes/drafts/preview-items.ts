import { synonymGroups, type Vocabulary } from "#lib/vocabularies/vocabularies.ts";
import { planItems } from "../plan-items.ts";
import type { PlanningMaterial } from "../planning/planning.ts";
import type { PlannedItem, RecipeSettings } from "../recipes.ts";
import { writeBuiltIn } from "../write-built-in.ts";

export interface PreviewItem extends PlannedItem {
  /** The exemplar of a grammar recipe where augmentation made another text of it. */
  augmented: string | null;
}

/** Any number gives the same items, as long as it is the same for every label. */
const PER_LABEL = 1_000;

/**
 * Items `from` to `from + count` of a run with the settings, the seed and one target for all labels, as the run
 * would plan and, by the built-in generator, write them.
 * @throws RecipeProblem where a slot has nothing to draw from
 */
export function previewItems(asked: {
  settings: RecipeSettings;
  material: PlanningMaterial;
  seed: number;
  from: number;
  count: number;
}): PreviewItem[] {
  const { settings, material, seed, from, count } = asked;
  const targets = material.labels.map(({ id: labelId }) => ({ labelId, count: PER_LABEL }));
  const synonyms = synonymsOf(material.vocabularies, settings.augmentation.synonymVocabularyId);
  const items: PreviewItem[] = [];
  for (const item of planItems({ ...material, version: settings, targets, seed })) {
    if (item.position < from) continue;
    const text = settings.kind === "grammar" ? writeBuiltIn(settings, item, synonyms) : null;
    const isOther = text !== null && text !== item.messages.at(-1)?.content.trim();
    items.push({ ...item, augmented: isOther ? text : null });
    if (items.length === count) break;
  }
  return items;
}

function synonymsOf(vocabularies: readonly Vocabulary[], id: string | null): string[][] {
  const vocabulary = vocabularies.find((candidate) => candidate.id === id);
  return vocabulary ? synonymGroups(vocabulary) : [];
}
