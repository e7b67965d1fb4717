import type { FeatureName } from "#lib/screening/detectors/features.ts";
import type { StoryName } from "#lib/screening/detectors/stories.ts";

/** Log odds: the intercept and the sum of weight times feature. */
export interface StoryWeights {
  intercept: number;
  weights: readonly (readonly [FeatureName, number])[];
}

/** Learned by `npm run bench leak-weights` from paraphrases of CLINC150 utterances and planted leaks. */
export const storyWeights: Readonly<Record<StoryName, StoryWeights>> = {
  slip: {
    intercept: 2.6618,
    weights: [
      ["letters", -11.084],
      ["shared", 12.239],
      ["rowLength", -1.0871],
      ["sameWords", -2.61],
      ["newWords", 13.277],
    ],
  },
  order: {
    intercept: 1.2773,
    weights: [
      ["shared", 10.281],
      ["rowLength", 21.425],
      ["edit", -50.097],
      ["inOrder", -3.0709],
    ],
  },
  around: {
    intercept: -135.28,
    weights: [
      ["shared", 5.9604],
      ["rowLength", 10.292],
      ["added", 63.617],
      ["aloneMost", -6.6961],
    ],
  },
  part: {
    intercept: 25.146,
    weights: [
      ["shared", 2.2311],
      ["rowLength", -5.6125],
      ["cut", -46.69],
      ["aloneMost", 1.7945],
      ["sameFirst", -1.9458],
    ],
  },
  values: {
    intercept: -69.785,
    weights: [
      ["template", 35.117],
      ["matched", 11.253],
      ["aloneLeast", -1.2085],
      ["unknownWord", -23.486],
      ["newWords", -10.567],
      ["onlyValues", 5.4193],
      ["aloneMost", 25.753],
      ["someMargin", 35.866],
      ["cosineMargin", 18.886],
      ["overlapGap", 14.171],
      ["sameAlone", -5.4866],
      ["sameFirst", 0.31824],
      ["shared", -10.544],
      ["rowLength", -2.6458],
    ],
  },
  meaning: {
    intercept: -4.5395,
    weights: [
      ["overlap", -3.6943],
      ["overlapSquared", 6.0166],
      ["rowCovered", -2.4381],
      ["rowCoveredSquared", 1.5754],
      ["exemplarCovered", 2.1674],
      ["inOrder", 5.3211],
      ["inOrderSquared", -4.123],
      ["containment", -0.775],
      ["rowRun", -1.6608],
      ["edit", 1.9428],
      ["editSquared", -1.2184],
      ["template", 1.2565],
      ["cosine", -13.072],
      ["cosineSquared", 10.22],
      ["synonyms", 1.9379],
      ["aloneLeast", 0.23908],
      ["aloneMost", 1.0178],
      ["otherNumbers", -0.11604],
      ["lengthRatio", 1.8403],
      ["shared", -0.95309],
      ["sameFirst", 1.1691],
      ["sameLast", 0.26963],
      ["cosineMargin", 3.2412],
      ["cosineGap", 0.28762],
      ["overlapMargin", 3.2009],
      ["overlapGap", 1.3841],
    ],
  },
};
