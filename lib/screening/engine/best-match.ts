import { comparePair } from "#lib/screening/detectors/compare.ts";
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

/**
 * What the text is most like among the candidate rows, null without any; `cosine` of a row in [−1, 1]. Of equal
 * probabilities the row of the higher cosine, then the lower one.
 */
export function bestMatch(
  own: TextProfile,
  rows: ComparedRows,
  candidates: Iterable<number>,
  cosine: (row: number) => number,
): Match | null {
  let best: Match | null = null;
  let bestRow = -1;
  let bestCosine = -Infinity;
  for (const row of candidates) {
    // Rounding can lift a cosine a hair above 1.
    const rowCosine = Math.min(1, cosine(row));
    const { scores, probability, evidence } = comparePair(own, rows.profile(row), rowCosine);
    if (best === null) {
      best = { against: rows.against, matchId: "", probability, evidence, scores: { ...scores }, spans: [] };
      bestRow = row;
      bestCosine = rowCosine;
      continue;
    }
    for (const detector of detectors) {
      if (scores[detector] > best.scores[detector]) best.scores[detector] = scores[detector];
    }
    const isBetter =
      probability > best.probability ||
      (probability === best.probability &&
        (rowCosine > bestCosine || (rowCosine === bestCosine && row < bestRow)));
    if (!isBetter) continue;
    best.probability = probability;
    best.evidence = evidence;
    bestRow = row;
    bestCosine = rowCosine;
  }
  if (best === null) return null;
  best.matchId = rows.id(bestRow);
  if (
    best.probability >= spansFrom ||
    detectors.some((detector) => (best?.scores[detector] ?? 0) >= spansFrom)
  ) {
    best.spans = overlappingSpans(own.text, rows.profile(bestRow).text);
  }
  return best;
}

/** The dot product of `length` numbers from the two places on. */
export function dot(a: Float32Array, atA: number, b: Float32Array, atB: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (a[atA + i] as number) * (b[atB + i] as number);
  return sum;
}
