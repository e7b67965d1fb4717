import { compareRows } from "#lib/screening/detectors/compare.ts";
import type { TextProfile } from "#lib/screening/detectors/corpus.ts";
import { overlappingSpans } from "#lib/screening/overlap.ts";
import { type Against, detectors, type Match } from "#lib/screening/screening.ts";

/** From this probability or score on, a match says where the texts overlap. */
const spansFrom = 0.5;

/** The rows of one set, by their number. */
export interface ComparedRows {
  against: Against;
  id(row: number): string;
  profile(row: number): TextProfile;
}

/** Cosines of one text with rows, in [−1, 1]; `own` by the project's own embedder, where it has one. */
export interface RowCosines {
  builtIn(row: number): number;
  own?: (row: number) => number;
}

/**
 * What the text is most like among the candidate rows, null without any. Of equal probabilities the row of the
 * higher cosine, then the lower one. The probability is of the built-in embedder's cosine, which it was fitted to;
 * the score of the own one's, where there is one.
 */
export function bestMatch(
  own: TextProfile,
  rows: ComparedRows,
  candidates: Iterable<number>,
  cosines: RowCosines,
): Match | null {
  const numbers = [...candidates];
  const compared = compareRows(
    own,
    numbers.map((row) => ({ row: rows.profile(row), cosine: clamped(cosines.builtIn(row)) })),
  );
  let best: Match | null = null;
  let bestRow = -1;
  let bestCosine = -Infinity;
  for (const [i, { scores, probability, evidence }] of compared.entries()) {
    const row = numbers[i] as number;
    if (cosines.own) scores.cosine = clamped(cosines.own(row));
    const { cosine } = scores;
    if (best === null) {
      best = { against: rows.against, matchId: "", probability, evidence, scores: { ...scores }, spans: [] };
    }
    for (const detector of detectors) {
      if (scores[detector] > best.scores[detector]) best.scores[detector] = scores[detector];
    }
    const isEqual = probability === best.probability;
    const isBetter = isEqual && (cosine > bestCosine || (cosine === bestCosine && row < bestRow));
    if (probability < best.probability || (isEqual && !isBetter)) continue;
    best.probability = probability;
    best.evidence = evidence;
    bestRow = row;
    bestCosine = cosine;
  }
  if (best === null) return null;
  best.matchId = rows.id(bestRow);
  const { probability, scores } = best;
  if (probability >= spansFrom || detectors.some((detector) => scores[detector] >= spansFrom)) {
    best.spans = overlappingSpans(own.text, rows.profile(bestRow).text);
  }
  return best;
}

/** Rounding can lift a cosine a hair above 1. */
function clamped(cosine: number): number {
  return Math.max(-1, Math.min(1, cosine));
}

/** The dot product of `length` numbers from the two places on. */
export function dot(a: Float32Array, atA: number, b: Float32Array, atB: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (a[atA + i] as number) * (b[atB + i] as number);
  return sum;
}
