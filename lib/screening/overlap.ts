import { isUnspaced, normalise } from "#lib/core/text.ts";
import type { Span } from "#lib/screening/screening.ts";

interface PlacedWord {
  key: string;
  start: number;
  end: number;
}

const wordLike = /[\p{L}\p{M}\p{N}\p{Default_Ignorable_Code_Point}]+/gu;
const segmenter = new Intl.Segmenter("en", { granularity: "word" });
/** Above this many word pairs (500 × 500) only runs of words are compared, which takes linear time. */
const alignmentLimit = 250_000;
const runLength = 3;

function placedWords(text: string): PlacedWord[] {
  const found: PlacedWord[] = [];
  const add = (segment: string, start: number) => {
    const key = normalise(segment);
    if (key !== "") found.push({ key, start, end: start + segment.length });
  };
  for (const { 0: run, index } of text.matchAll(wordLike)) {
    if (!isUnspaced(run)) add(run, index);
    else for (const part of segmenter.segment(run)) add(part.segment, index + part.index);
  }
  return found;
}

/**
 * Which words of `a` stand in a longest common subsequence of the two (dynamic programming, suffix table).
 */
function aligned(a: readonly PlacedWord[], b: readonly PlacedWord[]): boolean[] {
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] as number;
  const same = (i: number, j: number) => a[i]?.key === b[j]?.key;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = same(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const marked = new Array<boolean>(a.length).fill(false);
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (same(i, j)) {
      marked[i] = true;
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return marked;
}

/** Which words of `a` stand in a run of three words that `b` has too. */
function inSharedRuns(a: readonly PlacedWord[], b: readonly PlacedWord[]): boolean[] {
  const runAt = (list: readonly PlacedWord[], start: number) =>
    list
      .slice(start, start + runLength)
      .map((word) => word.key)
      .join(" ");
  const known = new Set<string>();
  for (let start = 0; start + runLength <= b.length; start++) known.add(runAt(b, start));
  const marked = new Array<boolean>(a.length).fill(false);
  for (let start = 0; start + runLength <= a.length; start++) {
    if (known.has(runAt(a, start))) marked.fill(true, start, start + runLength);
  }
  return marked;
}

/**
 * The ranges of `text` whose words `other` has in the same order: word-aligned, in rising order, disjoint,
 * words that follow each other joined with what stands between them. Case, punctuation and width do not
 * count. Says nothing of `other` that `text` does not say itself. Deterministic; up to 250,000 word pairs are
 * aligned, beyond that only shared runs of three words are marked.
 */
export function overlappingSpans(text: string, other: string): Span[] {
  const own = placedWords(text);
  const theirs = placedWords(other);
  const marked =
    own.length * theirs.length <= alignmentLimit ? aligned(own, theirs) : inSharedRuns(own, theirs);
  const spans: Span[] = [];
  for (const [i, word] of own.entries()) {
    if (!marked[i]) continue;
    const last = spans.at(-1);
    if (last && marked[i - 1]) last[1] = word.end;
    else spans.push([word.start, word.end]);
  }
  return spans;
}
