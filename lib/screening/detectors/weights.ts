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
    intercept: -24.721,
    weights: [
      ["shared", 5.3524],
      ["rowLength", 6.2175],
      ["added", 7.8707],
      ["tellingRow", 1.6068],
      ["aloneMost", -2.6875],
    ],
  },
  within: {
    intercept: -102.04,
    weights: [
      ["shared", 2.672],
      ["rowLength", 6.2392],
      ["rowCovered", 16.521],
      ["added", 40.47],
      ["tellingRow", 1.6885],
      ["windowEdits", -3.3508],
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
    intercept: -5.7974,
    weights: [
      ["overlap", -4.7704],
      ["overlapSquared", 7.1193],
      ["rowCovered", -3.7572],
      ["rowCoveredSquared", 1.9721],
      ["exemplarCovered", 1.4788],
      ["inOrder", 3.1649],
      ["inOrderSquared", -2.3511],
      ["containment", -0.72856],
      ["rowRun", -1.2518],
      ["edit", 0.86928],
      ["editSquared", 0.83016],
      ["template", 0.22],
      ["synonyms", 2.5067],
      ["aloneLeast", 0.24949],
      ["aloneMost", 1.061],
      ["otherNumbers", -0.20848],
      ["lengthRatio", 1.7184],
      ["shared", -0.81176],
      ["sameFirst", 1.1886],
      ["sameLast", 0.26715],
      ["cosineMargin", 0.95179],
      ["cosineGap", 0.54463],
      ["overlapMargin", 4.2208],
      ["overlapGap", 1.1658],
    ],
  },
};
