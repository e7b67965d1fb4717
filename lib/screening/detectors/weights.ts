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
    intercept: 1.7519,
    weights: [
      ["letters", -10.705],
      ["shared", 12.363],
      ["rowLength", -0.79673],
      ["sameWords", -2.427],
      ["newWords", 14.009],
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
    intercept: -4.3975,
    weights: [
      ["overlap", -3.8404],
      ["overlapSquared", 6.571],
      ["rowCovered", -2.4987],
      ["rowCoveredSquared", 1.5793],
      ["exemplarCovered", 1.9969],
      ["inOrder", 5.1456],
      ["inOrderSquared", -4.2688],
      ["containment", -0.63688],
      ["rowRun", -1.7618],
      ["edit", 2.5585],
      ["editSquared", -0.90993],
      ["template", 0.3824],
      ["cosine", -12.869],
      ["cosineSquared", 9.9685],
      ["synonyms", 1.9783],
      ["aloneLeast", 0.33911],
      ["aloneMost", 1.0567],
      ["otherNumbers", -0.23433],
      ["lengthRatio", 1.8278],
      ["shared", -0.97641],
      ["sameFirst", 1.169],
      ["sameLast", 0.26893],
      ["cosineMargin", 3.3524],
      ["cosineGap", 0.21123],
      ["overlapMargin", 3.1126],
      ["overlapGap", 1.4631],
    ],
  },
};
