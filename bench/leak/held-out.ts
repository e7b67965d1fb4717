import { storyNames } from "#lib/screening/detectors/stories.ts";
import type { StoryWeights } from "#lib/screening/detectors/weights.ts";
import { type Example, examplesOf, fitStories } from "./fit-stories.ts";
import { leakTrial, type readUtterances } from "./paraphrases.ts";
import { type Quality, quality } from "./quality.ts";
import { trialOffsets } from "./trial-offsets.ts";

const folds = 5;

function logOddsOf(features: Float64Array, { intercept, weights }: StoryWeights): number {
  return features.reduce((sum, value, i) => sum + value * (weights[i]?.[1] ?? 0), intercept);
}

/** The combination learned from four fifths of the labels and tried on the others, for each fifth. */
export function heldOutScores(utterances: ReturnType<typeof readUtterances>): Quality {
  const labels = [...new Set(utterances.map(({ label }) => label))].sort();
  const foldOf = new Map(labels.map((label, i) => [label, i % folds]));
  const trials = trialOffsets.map((offset) => examplesOf(leakTrial(utterances, offset), `trial ${offset}`));
  const highest = new Map<string, { score: number; kind: Example["kind"] }>();
  for (let fold = 0; fold < folds; fold++) {
    const fitted = fitStories(trials.flat().filter(({ label }) => foldOf.get(label) !== fold));
    for (const example of trials[0] as Example[]) {
      if (foldOf.get(example.label) !== fold) continue;
      let score = -Infinity;
      for (const name of storyNames) {
        const features = example.stories[name];
        if (features) score = Math.max(score, logOddsOf(features, fitted[name]));
      }
      const known = highest.get(example.candidate);
      if (!known || score > known.score) highest.set(example.candidate, { score, kind: example.kind });
    }
  }
  const scores = (kind: Example["kind"]) =>
    [...highest.values()].filter((each) => each.kind === kind).map(({ score }) => score);
  return quality(scores("paraphrase"), scores("innocent"));
}
