import { combine, type Verdict } from "#lib/screening/detectors/combination.ts";
import type { TextProfile } from "#lib/screening/detectors/corpus.ts";
import { pairDetectors } from "#lib/screening/detectors/detectors.ts";
import { ordinaryStanding, type Standing, standings } from "#lib/screening/detectors/features.ts";
import { makePair, type Pair } from "#lib/screening/detectors/pair.ts";
import type { StoryName } from "#lib/screening/detectors/stories.ts";
import type { Detector, DetectorScores } from "#lib/screening/screening.ts";

export interface PairScores {
  scores: DetectorScores;
  /** See `combine`. */
  probability: number;
  /** The detector that speaks loudest for the probability. */
  evidence: Detector;
}

/** A row that a text is compared with, and the cosine of their vectors by the built-in embedder. */
export interface ComparedRow {
  row: TextProfile;
  cosine: number;
}

/** Two texts alone. Profiles of one corpus. */
export function comparePair(exemplar: TextProfile, row: TextProfile, cosine: number): PairScores {
  const pair = makePair(exemplar, row, cosine);
  return scored(pair, combine(pair, ordinaryStanding(cosine, pairDetectors.overlap(pair))));
}

/**
 * A text with several rows, in their order. A row that stands out among them is likelier to be what the text was
 * written from: innocent texts of one intent are about as near to many rows.
 */
export function compareRows(exemplar: TextProfile, rows: readonly ComparedRow[]): PairScores[] {
  const pairs = rows.map(({ row, cosine }) => makePair(exemplar, row, cosine));
  const places = standings(
    pairs.map(({ cosine }) => cosine),
    pairs.map((pair) => pairDetectors.overlap(pair)),
  );
  return pairs.map((pair, i) => scored(pair, combine(pair, places[i] as Standing)));
}

function scored(pair: Pair, { probability, story }: Verdict): PairScores {
  const scores: DetectorScores = {
    exact: pairDetectors.exact(pair),
    wordEdit: pairDetectors.wordEdit(pair),
    containment: pairDetectors.containment(pair),
    overlap: pairDetectors.overlap(pair),
    template: pairDetectors.template(pair),
    cosine: pairDetectors.cosine(pair),
  };
  return { scores, probability, evidence: evidenceOf(story, scores) };
}

function evidenceOf(story: StoryName, scores: DetectorScores): Detector {
  if (scores.exact === 1) return "exact";
  switch (story) {
    case "slip":
      return "wordEdit";
    case "order":
      return "overlap";
    case "around":
    case "within":
    case "part":
      return "containment";
    case "values":
      return "template";
    case "meaning":
      return scores.overlap >= 0.5 ? "overlap" : "cosine";
  }
}
