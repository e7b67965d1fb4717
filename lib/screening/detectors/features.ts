import { pairDetectors } from "#lib/screening/detectors/detectors.ts";
import { longerLength, type Pair } from "#lib/screening/detectors/pair.ts";

/** What a pair stands out by among the rows that a text was compared with. */
export interface Standing {
  /** Cosine, less the mean of the next four rows, and less that of the next. */
  cosineMargin: number;
  cosineGap: number;
  overlapMargin: number;
  overlapGap: number;
}

/** A pair looked at alone stands out as an ordinary one of its scores does. */
export function ordinaryStanding(cosine: number, overlap: number): Standing {
  const cosineMargin = Math.min(0.2, 0.4 * Math.max(0, cosine));
  const overlapMargin = Math.min(0.25, 0.4 * overlap);
  return { cosineMargin, cosineGap: cosineMargin / 2, overlapMargin, overlapGap: overlapMargin / 2 };
}

const comparedWith = 4;

/** How each pair of one text stands out among the others, given their cosines and overlaps. */
export function standings(cosines: readonly number[], overlaps: readonly number[]): Standing[] {
  if (cosines.length < 2) return cosines.map((own, i) => ordinaryStanding(own, overlaps[i] ?? 0));
  const cosine = margins(cosines);
  const overlap = margins(overlaps);
  return cosines.map((_, i) => ({
    cosineMargin: cosine.margins[i] as number,
    cosineGap: cosine.gaps[i] as number,
    overlapMargin: overlap.margins[i] as number,
    overlapGap: overlap.gaps[i] as number,
  }));
}

function margins(scores: readonly number[]): { margins: number[]; gaps: number[] } {
  const sorted = scores.toSorted((a, b) => b - a).slice(0, comparedWith + 1);
  const found = { margins: [] as number[], gaps: [] as number[] };
  for (const score of scores) {
    // The others: the first of them without this score, or without the last.
    const own = sorted.indexOf(score);
    const others = sorted.toSpliced(own >= 0 ? own : sorted.length, 1).slice(0, comparedWith);
    found.margins.push(score - others.reduce((sum, other) => sum + other, 0) / others.length);
    found.gaps.push(score - (others[0] as number));
  }
  return found;
}

/** The numbers a probability is computed of, by name; see `featuresOf`. */
export type Features = Readonly<Record<FeatureName, number>>;
export const featureNames = [
  "overlap",
  "overlapSquared",
  "rowCovered",
  "rowCoveredSquared",
  "exemplarCovered",
  "inOrder",
  "inOrderSquared",
  "containment",
  "rowRun",
  "edit",
  "editSquared",
  "template",
  "cosine",
  "synonyms",
  "aloneLeast",
  "aloneMost",
  "otherNumbers",
  "lengthRatio",
  "shared",
  "sameFirst",
  "sameLast",
  "cosineMargin",
  "cosineGap",
  "overlapMargin",
  "overlapGap",
  "letters",
  "rowLength",
  "added",
  "tellingRow",
  "cut",
  "matched",
  "unknownWord",
  "onlyValues",
  "sameAlone",
  "sameWords",
  "newWords",
  "windowEdits",
  "someMargin",
] as const;
export type FeatureName = (typeof featureNames)[number];

/** More words around a row than this say no more. */
const manyAdded = 6;
/** A row of this weight is hardly ever a part of an innocent text: of its own intent 1 in 1,000. */
const tellingFrom = 2;
/** A word that stands in no reference row weighs more than this. */
const unknownFrom = 1.02;
/** Below this weight a word that only one text has says nothing. */
const lightest = 0.22;

/** All shares are by the weight of words, see `Corpus`; lengths in words. */
export function featuresOf(pair: Pair, standing: Standing): Features {
  const { exemplar, row, alignment } = pair;
  const both = exemplar.total + row.total || 1;
  const [own, theirs] = [exemplar.words.length, row.words.length];
  const longer = longerLength(pair);
  const overlap = pairDetectors.overlap(pair);
  const rowCovered = alignment.rowShared / (row.total || 1);
  const inOrder = (2 * alignment.subsequence) / both;
  const edit = 1 - alignment.edits / longer;
  const { cosine } = pair;
  const aloneLeast = Math.min(alignment.exemplarAlone, alignment.rowAlone);
  return {
    overlap,
    overlapSquared: overlap ** 2,
    rowCovered,
    rowCoveredSquared: rowCovered ** 2,
    exemplarCovered: alignment.exemplarShared / (exemplar.total || 1),
    inOrder,
    inOrderSquared: inOrder ** 2,
    containment: pairDetectors.containment(pair),
    rowRun: alignment.run / (row.total || 1),
    edit,
    editSquared: edit ** 2,
    template: pairDetectors.template(pair),
    cosine,
    synonyms: (2 * alignment.synonyms) / both,
    aloneLeast,
    aloneMost: Math.max(alignment.exemplarAlone, alignment.rowAlone),
    otherNumbers: Math.min(2, alignment.otherNumbers),
    lengthRatio: Math.min(own, theirs) / longer,
    shared: Math.log1p(alignment.rowShared),
    sameFirst: own > 0 && exemplar.words[0] === row.words[0] ? 1 : 0,
    sameLast: own > 0 && exemplar.words.at(-1) === row.words.at(-1) ? 1 : 0,
    ...standing,
    letters: pair.letters,
    rowLength: Math.log1p(theirs),
    added: Math.log1p(Math.min(manyAdded, Math.max(0, own - theirs))),
    tellingRow: row.total >= tellingFrom ? 1 : 0,
    cut: theirs > 0 ? (theirs - own) / theirs : 0,
    matched: Math.log1p(alignment.subsequenceWords),
    unknownWord: alignment.exemplarAlone > unknownFrom ? 1 : 0,
    onlyValues: own === theirs && Math.abs(alignment.slotEdits - alignment.edits / 4) < 1e-6 ? 1 : 0,
    sameAlone: aloneLeast <= lightest ? 1 : 0,
    sameWords: alignment.equalWords === longer ? 1 : 0,
    newWords: Math.min(2, exemplar.unknown),
    windowEdits: alignment.windowEdits,
    someMargin: Math.min(standing.overlapMargin, 0.15),
  };
}
