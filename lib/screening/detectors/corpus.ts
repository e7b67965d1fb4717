import { functionLemmas, lemma, writeOut } from "#lib/core/english/lemma.ts";
import { synonymGroups } from "#lib/core/english/synonyms.ts";
import { exactKey, normalise, numberlessKey, wordsOf } from "#lib/core/text.ts";

/** A word as screening compares it: two words of one lemma are one object. */
export interface Word {
  lemma: string;
  isFunction: boolean;
  isNumber: boolean;
  /** Synonym groups it stands in; null: none. */
  groups: readonly number[] | null;
  /** A bit for each pair of neighbouring letters, 64 in two halves; how many are set. */
  low: number;
  high: number;
  bits: number;
  /** In how many reference rows it stands. */
  rows: number;
}

/** A text read once, to be compared many times. */
export interface TextProfile {
  text: string;
  key: string;
  words: readonly Word[];
  /** What each word says: 0 to about 1.1, see `Corpus.weigh`. */
  weights: Float32Array;
  /** Their sum. */
  total: number;
  /** How many of the words stand in no reference row. */
  unknown: number;
}

const groupsOf = new Map<string, number[]>();
for (const [group, words] of synonymGroups.entries()) {
  for (const word of words) {
    const key = lemma(word);
    const groups = groupsOf.get(key);
    if (groups) groups.push(group);
    else groupsOf.set(key, [group]);
  }
}

/** Words that carry grammar say this much of what their rarity says: "how do I" is no sign of a leak. */
const functionShare = 0.35;
const digit = /^\p{N}/u;

/** 64 letter pairs, hashed: whether two words are spelled alike takes a few machine operations. */
function spell(word: string): Pick<Word, "low" | "high" | "bits"> {
  let low = 0;
  let high = 0;
  let before = 94;
  for (let i = 0; i <= word.length; i++) {
    const unit = i < word.length ? word.charCodeAt(i) : 36;
    const hash = Math.imul(before * 31 + unit, 0x9e3779b1) >>> 26;
    if (hash < 32) low |= 1 << hash;
    else high |= 1 << (hash - 32);
    before = unit;
  }
  return { low, high, bits: bitCount(low) + bitCount(high) };
}

export function bitCount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * The words of a set of reference rows and how common each is there. Rows are added first, then texts are profiled:
 * a profile made before the last row was added has other weights.
 */
export class Corpus {
  private words = new Map<string, Word>();
  /** By the word as written, so that endings are cut off once for each. */
  private known = new Map<string, Word>();
  private rows = 0;
  private key: (text: string) => string;

  /** With `maskNumbers` texts that differ only in their numbers have one key. */
  constructor({ maskNumbers = false }: { maskNumbers?: boolean } = {}) {
    this.key = maskNumbers ? numberlessKey : exactKey;
  }

  add(text: string): void {
    this.rows += 1;
    for (const word of new Set(this.read(text))) word.rows += 1;
  }

  profile(text: string): TextProfile {
    const words = this.read(text);
    const weights = new Float32Array(words.length);
    let total = 0;
    let unknown = 0;
    for (const [i, word] of words.entries()) {
      weights[i] = this.weigh(word);
      // What is shared is summed of these too: texts that share all share exactly the total.
      total += weights[i] as number;
      if (word.rows === 0) unknown += 1;
    }
    return { text, key: this.key(text), words, weights, total, unknown };
  }

  /**
   * Inverse document frequency (Spärck Jones 1972) relative to that of a word in one row alone: about 1 for a rare
   * word, near 0 for one of every row; a third of it for grammar. The same scale in a set of 50 rows and of 50,000.
   */
  private weigh(word: Word): number {
    const most = Math.log(this.rows + 2);
    const rarity = Math.min(1.15, Math.max(0.02, Math.log((this.rows + 2) / (word.rows + 0.5)) / most));
    return word.isFunction ? rarity * functionShare : rarity;
  }

  private read(text: string): Word[] {
    const found: Word[] = [];
    for (const written of wordsOf(normalise(writeOut(text.toLowerCase())))) {
      let word = this.known.get(written);
      if (!word) {
        word = this.intern(lemma(written));
        this.known.set(written, word);
      }
      found.push(word);
    }
    return found;
  }

  private intern(key: string): Word {
    let word = this.words.get(key);
    if (!word) {
      word = {
        lemma: key,
        isFunction: functionLemmas.has(key),
        isNumber: digit.test(key),
        groups: groupsOf.get(key) ?? null,
        ...spell(key),
        rows: 0,
      };
      this.words.set(key, word);
    }
    return word;
  }
}
