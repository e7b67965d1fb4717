import type { FeatureName } from "#lib/screening/detectors/features.ts";
import { longerLength, type Pair, slipAtMost } from "#lib/screening/detectors/pair.ts";

/** The ways in which a text can be a rewriting of a row. */
export const storyNames = ["slip", "order", "around", "within", "part", "values", "meaning"] as const;
export type StoryName = (typeof storyNames)[number];

/** One way, and when it comes into question. */
export interface Story {
  /** What is then looked at. */
  features: readonly FeatureName[];
  canBe(pair: Pair): boolean;
}

/** A letter in fewer letters than this is no slip, but most of the text. */
const leastOfSlip = 6;

/** Of a row within a longer text so many words may be changed. */
const changedWithin = 0.2;

export const stories: Readonly<Record<StoryName, Story>> = {
  /** The same but for a letter or two. */
  slip: {
    features: ["letters", "shared", "rowLength", "sameWords", "newWords"],
    canBe: ({ letters, row }) => letters <= slipAtMost && letters * leastOfSlip <= row.key.length,
  },
  /** The same words in another order. */
  order: {
    features: ["shared", "rowLength", "edit", "inOrder"],
    canBe: ({ exemplar, row, alignment }) =>
      exemplar.words.length === row.words.length &&
      row.words.length > 1 &&
      alignment.equalWords === row.words.length,
  },
  /** The row stands whole within the exemplar. */
  around: {
    features: ["shared", "rowLength", "added", "tellingRow", "aloneMost"],
    canBe: ({ exemplar, row, alignment }) =>
      row.words.length > 0 &&
      exemplar.words.length > row.words.length &&
      alignment.runWords === row.words.length,
  },
  /** The row stands within the exemplar with a few words changed. */
  within: {
    features: ["shared", "rowLength", "rowCovered", "added", "tellingRow", "windowEdits"],
    canBe: ({ exemplar, row, alignment }) =>
      exemplar.words.length > row.words.length &&
      alignment.windowEdits > 0 &&
      alignment.windowEdits <= row.words.length * changedWithin,
  },
  /** The exemplar is a part of the row, more than half of it. */
  part: {
    features: ["shared", "rowLength", "cut", "aloneMost", "sameFirst"],
    canBe: ({ exemplar, row, alignment }) =>
      alignment.runWords === exemplar.words.length &&
      exemplar.words.length < row.words.length &&
      exemplar.words.length >= 0.6 * row.words.length,
  },
  /** One sentence with other names and numbers. */
  values: {
    features: [
      "template",
      "matched",
      "aloneLeast",
      "unknownWord",
      "newWords",
      "onlyValues",
      "aloneMost",
      "someMargin",
      "cosineMargin",
      "overlapGap",
      "sameAlone",
      "sameFirst",
      "shared",
      "rowLength",
    ],
    canBe: (pair) =>
      Math.abs(pair.exemplar.words.length - pair.row.words.length) <= 1 &&
      pair.alignment.subsequenceWords >= 2 &&
      pair.alignment.slotEdits <= 0.3 * longerLength(pair),
  },
  /** The same said in other words. */
  meaning: {
    features: [
      "overlap",
      "overlapSquared",
      "rowCovered",
      "rowCoveredSquared",
      "exemplarCovered",
      "inOrder",
      "inOrderSquared",
      "containment",
      "rowRun",
      "edit",
      "editSquared",
      "template",
      "synonyms",
      "aloneLeast",
      "aloneMost",
      "otherNumbers",
      "lengthRatio",
      "shared",
      "sameFirst",
      "sameLast",
      "cosineMargin",
      "cosineGap",
      "overlapMargin",
      "overlapGap",
    ],
    canBe: ({ alignment }) => alignment.exemplarShared > 0,
  },
};
