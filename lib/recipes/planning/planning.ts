import type { Vocabulary } from "#lib/vocabularies/vocabularies.ts";
import type { RecipeSettings, RecipeVersion } from "../recipes.ts";

export interface PlanningLabel {
  id: string;
  name: string;
  description: string;
  colour: string;
}

export interface PlanningExample {
  id: string;
  text: string;
  labelId: string;
}

/** What recipes of a project may draw on. Orders matter: another order of the same things is another plan. */
export interface PlanningMaterial {
  labels: PlanningLabel[];
  vocabularies: Vocabulary[];
  /** The support set; the test set is not here and cannot be. */
  support: PlanningExample[];
}

/** What a version needs from the database to be planned and, by the built-in generator, written. */
export interface PlanningContext extends PlanningMaterial {
  version: RecipeVersion;
  synonyms: string[][];
}

/** How many exemplars of a label a run shall make. */
export interface PlanTarget {
  labelId: string;
  /** A whole number from 0. */
  count: number;
}

export interface PlanRequest extends PlanningMaterial {
  version: RecipeSettings;
  targets: readonly PlanTarget[];
  seed: number | string;
}
