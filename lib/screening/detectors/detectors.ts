import { longerLength, type Pair } from "#lib/screening/detectors/pair.ts";
import type { Detector } from "#lib/screening/screening.ts";

/** How alike two texts are in one respect: 0 to 1 (the cosine from −1), 1 where nothing differs in it. */
export type PairDetector = (pair: Pair) => number;

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}

/**
 * 1 for the same letters and numbers in Unicode's compatibility form (UAX 15, NFKC), case folded, without punctuation
 * and white space; else 0.
 */
const exact: PairDetector = ({ exemplar, row }) => (exemplar.key !== "" && exemplar.key === row.key ? 1 : 0);

/**
 * 1 − 1/n where one of n words was inserted, removed or exchanged (Levenshtein 1966) or only endings differ, 1 for equal
 * texts; else 0.
 */
const wordEdit: PairDetector = (pair) => {
  if (exact(pair) === 1) return 1;
  return pair.alignment.edits <= 1 ? 1 - 1 / longerLength(pair) : 0;
};

/**
 * How much of the lighter text stands in one piece in the other, by the weight of its words: containment (Broder 1997)
 * with runs of words for shingles.
 */
const containment: PairDetector = ({ exemplar, row, alignment }) =>
  share(alignment.run, Math.min(exemplar.total, row.total));

/**
 * What both texts say of what either says: Dice's coefficient (1945) over words weighted by inverse document frequency
 * (Spärck Jones 1972), where a synonym, or a word of mostly the same letter pairs, counts in part.
 */
const overlap: PairDetector = ({ exemplar, row, alignment }) =>
  share(alignment.exemplarShared + alignment.rowShared, exemplar.total + row.total);

/**
 * Whether the texts are one sentence with other values: 1 less the word edits of the longer text's words, where
 * exchanging a number or a rare word for another one costs a quarter. Words that stay must hold it together: at most
 * twice their share.
 */
const template: PairDetector = (pair) => {
  const { slotEdits, subsequenceWords } = pair.alignment;
  const longer = longerLength(pair);
  return Math.min(1 - slotEdits / longer, (2 * subsequenceWords) / longer);
};

/** Cosine of the built-in embedder's vectors: hashed character n-grams (Weinberger et al. 2009). */
const cosine: PairDetector = (pair) => pair.cosine;

export const pairDetectors: Readonly<Record<Detector, PairDetector>> = {
  exact,
  wordEdit,
  containment,
  overlap,
  template,
  cosine,
};
