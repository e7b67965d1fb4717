import { type Alignment, align } from "#lib/screening/detectors/alignment.ts";
import type { TextProfile } from "#lib/screening/detectors/corpus.ts";
import { letterDistance } from "#lib/screening/detectors/letter-distance.ts";

/** Distances beyond this are all the same: more than a slip of the fingers. */
export const slipAtMost = 2;

/** An exemplar and a row, with all that the detectors read of the two. */
export interface Pair {
  exemplar: TextProfile;
  row: TextProfile;
  /** Of the built-in embedder's vectors, in [−1, 1]. */
  cosine: number;
  alignment: Alignment;
  /** Letters that differ, 0 to `slipAtMost` + 1. */
  letters: number;
}

export function makePair(exemplar: TextProfile, row: TextProfile, cosine: number): Pair {
  const alignment = align(exemplar, row);
  const letters = letterDistance(exemplar.key, row.key, slipAtMost);
  return { exemplar, row, cosine, alignment, letters };
}

/** The number of words of the longer text, at least 1. */
export function longerLength({ exemplar, row }: Pair): number {
  return Math.max(exemplar.words.length, row.words.length, 1);
}
