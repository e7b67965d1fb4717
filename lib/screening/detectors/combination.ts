import { type Features, featuresOf, type Standing } from "#lib/screening/detectors/features.ts";
import type { Pair } from "#lib/screening/detectors/pair.ts";
import { type StoryName, stories, storyNames } from "#lib/screening/detectors/stories.ts";
import { type StoryWeights, storyWeights } from "#lib/screening/detectors/weights.ts";

export interface Verdict {
  /** In [0, 1], at even odds: as if every other text were a rewriting. */
  probability: number;
  /** The story that says so. */
  story: StoryName;
}

/**
 * The probability that an exemplar is a rewriting of a row: the most credible of several stories of how it can have
 * become one, each a logistic regression (Cox 1958) over what bears on it. 1 for the same text, 0 for two without any
 * letter. A maximum, so that a story that does not fit takes nothing from one that does.
 */
export function combine(
  pair: Pair,
  standing: Standing,
  weights: Readonly<Record<StoryName, StoryWeights>> = storyWeights,
): Verdict {
  if (pair.letters === 0) return { probability: pair.exemplar.key === "" ? 0 : 1, story: "slip" };
  const features = featuresOf(pair, standing);
  let best = -Infinity;
  let story: StoryName = "meaning";
  for (const name of storyNames) {
    if (!stories[name].canBe(pair)) continue;
    const odds = logOdds(features, weights[name]);
    if (odds > best) {
      best = odds;
      story = name;
    }
  }
  return { probability: probabilityOf(best), story };
}

/**
 * Log odds above even are drawn in, since what they were learned from cannot tell one case in ten thousand: 4 give .87,
 * 10 give .95, 30 give .98. So the upper end, where thresholds are chosen, is not crowded.
 */
export function probabilityOf(logOdds: number): number {
  const drawnIn = pull * (logOdds > 0 ? Math.log1p(logOdds) : logOdds);
  return 1 / (1 + Math.exp(-drawnIn));
}

const pull = 1.2;

export function logOdds(features: Features, { intercept, weights }: StoryWeights): number {
  let sum = intercept;
  for (const [name, weight] of weights) sum += features[name] * weight;
  return sum;
}
