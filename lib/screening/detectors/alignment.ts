import { bitCount, type TextProfile, type Word } from "#lib/screening/detectors/corpus.ts";

/** What two texts have in common, word by word; `exemplar` and `row` are the two sides. */
export interface Alignment {
  /** Weight of the exemplar's words that the row has, a synonym or a word spelled alike counting in part. */
  exemplarShared: number;
  rowShared: number;
  /** Of these, the mean weight that only synonyms give. */
  synonyms: number;
  /** Weight of the heaviest word of each side that the other has nothing for. */
  exemplarAlone: number;
  rowAlone: number;
  /** Numbers that only one side has. */
  otherNumbers: number;
  /** Words that both have, each counted once. */
  equalWords: number;
  /** Weight of a longest common subsequence (ROUGE-L, Lin 2004, with weights). */
  subsequence: number;
  /** The number of words of the longest one. */
  subsequenceWords: number;
  /** Weight of the heaviest run of words that both have. */
  run: number;
  /** The number of words of the longest one. */
  runWords: number;
  /** Words inserted, removed and exchanged (Levenshtein 1966). */
  edits: number;
  /** Words inserted, removed and exchanged to make some run of the exemplar's words of the row (Sellers 1980). */
  windowEdits: number;
  /** The same as edits where exchanging one slot value for another costs a quarter. */
  slotEdits: number;
}

/** What a synonym is worth of the word itself. */
const synonymWorth = 0.75;
/** From this share of letter pairs on two words are spelled alike (Dice 1945). */
const alikeFrom = 0.5;
const slotCost = 0.25;
/** A word of this weight is rare enough to be the value of a slot. */
const slotFrom = 0.6;
/** Above so many pairs of words order is not looked at: 500 words each. */
export const orderLimit = 250_000;

let used = new Uint8Array(256);
let rest = new Int32Array(256);
let rows = new Float64Array(256 * 7);

function haveGroup(a: Word, b: Word): boolean {
  if (a.groups === null || b.groups === null) return false;
  for (const group of a.groups) if (b.groups.includes(group)) return true;
  return false;
}

function alike(a: Word, b: Word): number {
  return (2 * (bitCount(a.low & b.low) + bitCount(a.high & b.high))) / (a.bits + b.bits);
}

/** Takes O(words × words) time; not reentrant. */
export function align(exemplar: TextProfile, row: TextProfile): Alignment {
  const longest = Math.max(exemplar.words.length, row.words.length);
  if (used.length < longest) {
    used = new Uint8Array(longest * 2);
    rest = new Int32Array(longest * 2);
  }
  const found: Alignment = {
    exemplarShared: 0,
    rowShared: 0,
    synonyms: 0,
    exemplarAlone: 0,
    rowAlone: 0,
    otherNumbers: 0,
    equalWords: 0,
    subsequence: 0,
    subsequenceWords: 0,
    run: 0,
    runWords: 0,
    edits: longest,
    windowEdits: row.words.length,
    slotEdits: longest,
  };
  matchWords(exemplar, row, found);
  if (exemplar.words.length * row.words.length <= orderLimit) compareOrder(exemplar, row, found);
  return found;
}

/** Pairs equal words, then of the others synonyms, then words spelled alike, each word once. */
function matchWords(exemplar: TextProfile, row: TextProfile, found: Alignment): void {
  const { words: own, weights: ownWeights } = exemplar;
  const { words: theirs, weights: theirWeights } = row;
  used.fill(0, 0, theirs.length);
  let left = 0;
  for (let i = 0; i < own.length; i++) {
    const word = own[i] as Word;
    let j = 0;
    while (j < theirs.length && (theirs[j] !== word || used[j] === 1)) j++;
    if (j === theirs.length) rest[left++] = i;
    else {
      used[j] = 1;
      found.exemplarShared += ownWeights[i] as number;
      found.rowShared += theirWeights[j] as number;
    }
  }
  found.equalWords = own.length - left;
  left = matchRest(exemplar, row, left, found, (a, b) => (haveGroup(a, b) ? synonymWorth : 0));
  const synonyms = found.synonyms;
  left = matchRest(exemplar, row, left, found, alike);
  found.synonyms = synonyms;
  for (let k = 0; k < left; k++) {
    const i = rest[k] as number;
    found.exemplarAlone = Math.max(found.exemplarAlone, ownWeights[i] as number);
    if ((own[i] as Word).isNumber) found.otherNumbers += 1;
  }
  for (let j = 0; j < theirs.length; j++) {
    if (used[j] === 1) continue;
    found.rowAlone = Math.max(found.rowAlone, theirWeights[j] as number);
    if ((theirs[j] as Word).isNumber) found.otherNumbers += 1;
  }
}

/** Pairs what is left, each with its best; gives how many of the exemplar's are left then. */
function matchRest(
  exemplar: TextProfile,
  row: TextProfile,
  left: number,
  found: Alignment,
  worthOf: (a: Word, b: Word) => number,
): number {
  let kept = 0;
  for (let k = 0; k < left; k++) {
    const i = rest[k] as number;
    const word = exemplar.words[i] as Word;
    let best = -1;
    let worth = alikeFrom;
    for (let j = 0; j < row.words.length; j++) {
      if (used[j] === 1) continue;
      const other = row.words[j] as Word;
      if (word.isNumber || other.isNumber) continue;
      const score = worthOf(word, other);
      if (score > worth) {
        worth = score;
        best = j;
      }
    }
    if (best < 0) rest[kept++] = i;
    else {
      used[best] = 1;
      const own = worth * (exemplar.weights[i] as number);
      const theirs = worth * (row.weights[best] as number);
      found.exemplarShared += own;
      found.rowShared += theirs;
      found.synonyms += (own + theirs) / 2;
    }
  }
  return kept;
}

function isSlotValue(word: Word, weight: number): boolean {
  return word.isNumber || (!word.isFunction && weight >= slotFrom);
}

/** Tables of dynamic programming, of each only the row before: subsequence, run, edits, slot edits. */
function compareOrder(exemplar: TextProfile, row: TextProfile, found: Alignment): void {
  const { words: own, weights: ownWeights } = exemplar;
  const { words: theirs, weights: theirWeights } = row;
  const width = theirs.length + 1;
  if (rows.length < width * 7) rows = new Float64Array(width * 14);
  const subsequence = rows.subarray(0, width).fill(0);
  const run = rows.subarray(width, 2 * width).fill(0);
  const edits = rows.subarray(2 * width, 3 * width);
  const slotEdits = rows.subarray(3 * width, 4 * width);
  const subsequenceWords = rows.subarray(4 * width, 5 * width).fill(0);
  const runWords = rows.subarray(5 * width, 6 * width).fill(0);
  const windowEdits = rows.subarray(6 * width, 7 * width);
  for (let j = 0; j < width; j++) {
    edits[j] = j;
    slotEdits[j] = j;
    windowEdits[j] = j;
  }
  for (let i = 1; i <= own.length; i++) {
    const word = own[i - 1] as Word;
    const weight = ownWeights[i - 1] as number;
    const isValue = isSlotValue(word, weight);
    let diagonalSubsequence = 0;
    let diagonalRun = 0;
    let diagonalWindow = 0;
    let diagonalWords = 0;
    let diagonalRunWords = 0;
    let diagonalEdits = i - 1;
    let diagonalSlots = i - 1;
    edits[0] = i;
    slotEdits[0] = i;
    for (let j = 1; j < width; j++) {
      const other = theirs[j - 1] as Word;
      const aboveSubsequence = subsequence[j] as number;
      const aboveRun = run[j] as number;
      const aboveEdits = edits[j] as number;
      const aboveSlots = slotEdits[j] as number;
      const aboveWindow = windowEdits[j] as number;
      const aboveWords = subsequenceWords[j] as number;
      const aboveRunWords = runWords[j] as number;
      if (other === word) {
        subsequence[j] = diagonalSubsequence + weight;
        run[j] = diagonalRun + weight;
        if (diagonalRun + weight > found.run) found.run = diagonalRun + weight;
        edits[j] = diagonalEdits;
        windowEdits[j] = diagonalWindow;
        slotEdits[j] = diagonalSlots;
        subsequenceWords[j] = diagonalWords + 1;
        runWords[j] = diagonalRunWords + 1;
        if (diagonalRunWords + 1 > found.runWords) found.runWords = diagonalRunWords + 1;
      } else {
        subsequence[j] = Math.max(aboveSubsequence, subsequence[j - 1] as number);
        run[j] = 0;
        subsequenceWords[j] = Math.max(aboveWords, subsequenceWords[j - 1] as number);
        runWords[j] = 0;
        edits[j] = 1 + Math.min(diagonalEdits, aboveEdits, edits[j - 1] as number);
        windowEdits[j] = 1 + Math.min(diagonalWindow, aboveWindow, windowEdits[j - 1] as number);
        const exchange = isValue && isSlotValue(other, theirWeights[j - 1] as number) ? slotCost : 1;
        slotEdits[j] = Math.min(diagonalSlots + exchange, aboveSlots + 1, (slotEdits[j - 1] as number) + 1);
      }
      diagonalSubsequence = aboveSubsequence;
      diagonalRun = aboveRun;
      diagonalEdits = aboveEdits;
      diagonalSlots = aboveSlots;
      diagonalWindow = aboveWindow;
      diagonalWords = aboveWords;
      diagonalRunWords = aboveRunWords;
    }
    if ((windowEdits[width - 1] as number) < found.windowEdits) {
      found.windowEdits = windowEdits[width - 1] as number;
    }
  }
  found.subsequence = subsequence[width - 1] as number;
  found.edits = edits[width - 1] as number;
  found.slotEdits = slotEdits[width - 1] as number;
  found.subsequenceWords = subsequenceWords[width - 1] as number;
}
