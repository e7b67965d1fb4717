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
    intercept: 1.5461,
    weights: [
      ["letters", -10.391],
      ["shared", 11.919],
      ["rowLength", -0.58632],
      ["sameWords", -2.2934],
      ["newWords", 14.203],
    ],
  },
  order: {
    intercept: 1.2829,
    weights: [
      ["shared", 10.223],
      ["rowLength", 21.471],
      ["edit", -50.119],
      ["inOrder", -3.0887],
    ],
  },
  around: {
    intercept: -135.26,
    weights: [
      ["shared", 5.8759],
      ["rowLength", 10.396],
      ["added", 63.308],
      ["aloneMost", -6.2856],
    ],
  },
  part: {
    intercept: 25.288,
    weights: [
      ["shared", 2.5999],
      ["rowLength", -5.8685],
      ["cut", -46.433],
      ["aloneMost", 1.8366],
      ["sameFirst", -1.9115],
    ],
  },
  values: {
    intercept: -69.282,
    weights: [
      ["template", 34.948],
      ["matched", 10.649],
      ["aloneLeast", -0.54292],
      ["unknownWord", -23.244],
      ["newWords", -10.758],
      ["onlyValues", 5.3416],
      ["aloneMost", 25.727],
      ["someMargin", 36.26],
      ["cosineMargin", 19.319],
      ["overlapGap", 13.902],
      ["sameAlone", -4.7251],
      ["sameFirst", 0.27189],
      ["shared", -10.577],
      ["rowLength", -2.3903],
    ],
  },
  meaning: {
    intercept: -5.7969,
    weights: [
      ["overlap", -4.7727],
      ["overlapSquared", 7.1215],
      ["rowCovered", -3.7558],
      ["rowCoveredSquared", 1.971],
      ["exemplarCovered", 1.4786],
      ["inOrder", 3.1646],
      ["inOrderSquared", -2.3509],
      ["containment", -0.72864],
      ["rowRun", -1.2517],
      ["edit", 0.86932],
      ["editSquared", 0.83029],
      ["template", 0.21975],
      ["synonyms", 2.5068],
      ["aloneLeast", 0.2494],
      ["aloneMost", 1.0611],
      ["otherNumbers", -0.20848],
      ["lengthRatio", 1.7182],
      ["shared", -0.81178],
      ["sameFirst", 1.1887],
      ["sameLast", 0.26717],
      ["cosineMargin", 0.95175],
      ["cosineGap", 0.54484],
      ["overlapMargin", 4.221],
      ["overlapGap", 1.1655],
    ],
  },
};
