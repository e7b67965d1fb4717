import { embed, embedder } from "#lib/core/similarity/character-embedding.ts";
import { alikeFrom } from "#lib/screening/clusters/group-clusters.ts";
import { comparePair, type PairScores } from "#lib/screening/detectors/compare.ts";
import type { Corpus, TextProfile } from "#lib/screening/detectors/corpus.ts";
import type { ScreeningThresholds, TextVectors } from "#lib/screening/screening.ts";

/** Says something of two texts, given by their places. */
type Comparison = (a: number, b: number) => boolean;

export interface Comparisons {
  /** Duplicates of one another. */
  isRewriting: Comparison;
  /** Look-alikes, duplicates among them: see `alikeFrom`. */
  isAlike: Comparison;
}

interface Compared {
  texts: readonly string[];
  /** Of the project's sets, which weigh the words. */
  corpus: Corpus;
  thresholds: ScreeningThresholds;
  /** Of the project's own embedder, null where that is the built-in one; zeros where a text has none. */
  vectors: TextVectors | null;
}

/**
 * Compares any two of the texts the way screening compares an exemplar with an earlier one: the same detectors, the
 * words weighed by the project's sets, the cosine of its embedder. A text without a vector has no cosine with any, which
 * may leave it out of a cluster and never puts it into one. A text is read when it is first compared.
 */
export function compareTexts({ texts, corpus, thresholds, vectors }: Compared): Comparisons {
  const profiles: (TextProfile | undefined)[] = [];
  const builtIn: (Float32Array | undefined)[] = [];
  const profile = (place: number) => {
    profiles[place] ??= corpus.profile(texts[place] ?? "");
    return profiles[place];
  };
  const vector = (place: number) => {
    builtIn[place] ??= embed([texts[place] ?? ""]);
    return builtIn[place];
  };
  const compare = (a: number, b: number) =>
    comparePair(profile(a), profile(b), dot(vector(a), vector(b), embedder.dimensions));
  const areDuplicates = ({ probability, scores }: PairScores, a: number, b: number) =>
    scores.exact >= 1 ||
    probability >= thresholds.duplicate ||
    scores.wordEdit >= thresholds.wordEdit ||
    (vectors ? ownCosine(vectors, a, b) : scores.cosine) >= thresholds.cosine;
  return {
    isRewriting: (a, b) => areDuplicates(compare(a, b), a, b),
    isAlike: (a, b) => {
      const found = compare(a, b);
      return (
        found.probability >= alikeFrom.probability ||
        found.scores.cosine >= alikeFrom.cosine ||
        areDuplicates(found, a, b)
      );
    },
  };
}

function ownCosine({ dimensions, vectors }: TextVectors, a: number, b: number): number {
  const row = (place: number) => vectors.subarray(place * dimensions, (place + 1) * dimensions);
  return dot(row(a), row(b), dimensions);
}

function dot(a: Float32Array, b: Float32Array, dimensions: number): number {
  let sum = 0;
  for (let i = 0; i < dimensions; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  // Rounding can lift a cosine a hair above 1.
  return Math.min(1, sum);
}
