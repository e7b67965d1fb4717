import type { Random } from "../random.ts";
import { changeForm } from "./change-form.ts";
import { changeLetter } from "./change-letter.ts";
import { changeSlots } from "./change-slots.ts";
import { embed, substituteWord, swapWords, truncate } from "./change-words.ts";
import { type PlantingGround, plantingGround } from "./planting-ground.ts";

/**
 * Known leaks, made of a test row by a small change that leaves it the same to a reader, so that the recall of a
 * detector can be counted. A behavioural test by perturbation in the sense of CheckList (Ribeiro, Wu, Guestrin & Singh
 * 2020, arXiv:2005.04118), with word operations after EDA (Wei & Zou 2019, arXiv:1901.11196) and letter operations
 * after Belinkov & Bisk (2018, arXiv:1711.02173).
 */
export const plantedKinds = [
  "case",
  "typo",
  "swap",
  "substituted",
  "slots",
  "truncated",
  "embedded",
] as const;
export type PlantedKind = (typeof plantedKinds)[number];

type Planter = (text: string, ground: PlantingGround, stream: Random) => string | null;

const planters: Record<PlantedKind, Planter> = {
  case: (text, _, stream) => changeForm(text, stream),
  typo: changeLetter,
  swap: (text, _, stream) => swapWords(text, stream),
  substituted: substituteWord,
  slots: changeSlots,
  truncated: (text, _, stream) => truncate(text, stream),
  embedded: embed,
};

/**
 * The text with a change of the kind, never equal to the text; null where it is too short for it or nothing can be
 * changed.
 * @param others the texts of its set, from which words and values are drawn; may hold the text itself. Give the same
 * array for every text: it is read once, and must not change.
 * @param stream the same stream gives the same leak: fork one for each text
 */
export function plant(
  kind: PlantedKind,
  text: string,
  others: readonly string[],
  stream: Random,
): string | null {
  const planted = planters[kind](text, plantingGround(others), stream);
  return planted === null || planted === text || planted.trim() === "" ? null : planted;
}
