import { GapEditIndex } from "#lib/core/similarity/gap-edit.ts";
import { grown, PostingLists } from "#lib/core/similarity/posting-lists.ts";
import { exactKey, isUnspaced, tokens } from "#lib/core/text.ts";

export interface WordEditMatch {
  /** The row, as numbered by `add`. */
  row: number;
  /** 1 − edits / words of the longer text, in (0, 1]; for a gap in unspaced text 1 − gap / longer text. */
  score: number;
}

function mixed(id: number): number {
  const h = Math.imul(id ^ (id >>> 15), 0x2c1b3c6d);
  return Math.imul(h ^ (h >>> 12), 0x297a2d39) | 1;
}

const base = 0x01000193;

/** A polynomial hash, modulo 2³², of a word sequence and of every sequence one edit away, each in O(1). */
class SequenceHash {
  private prefix: number[] = [0];
  private powers: number[] = [1];
  readonly ids: readonly number[];

  constructor(ids: readonly number[]) {
    this.ids = ids;
    for (const [i, id] of ids.entries()) {
      this.prefix.push((Math.imul(this.prefix[i] as number, base) + mixed(id)) | 0);
      this.powers.push(Math.imul(this.powers[i] as number, base));
    }
  }

  whole(): number {
    return this.prefix[this.ids.length] as number;
  }

  /** Of the sequence without word i. */
  without(i: number): number {
    const rest = this.ids.length - i - 1;
    return (Math.imul(this.prefix[i] as number, this.powers[rest] as number) + this.suffix(i + 1)) | 0;
  }

  /** Of the sequence with words i and i + 1 in each other's place. */
  swapped(i: number): number {
    const rest = this.ids.length - i - 2;
    const first = Math.imul(this.prefix[i] as number, base) + mixed(this.ids[i + 1] as number);
    const pair = Math.imul(first, base) + mixed(this.ids[i] as number);
    return (Math.imul(pair, this.powers[rest] as number) + this.suffix(i + 2)) | 0;
  }

  private suffix(from: number): number {
    const rest = this.ids.length - from;
    return (this.whole() - Math.imul(this.prefix[from] as number, this.powers[rest] as number)) | 0;
  }
}

/** Where a word is missing matters: "b c" from "a b c" is not "b c" from "b c d". */
function gapKey(hash: number, position: number): number {
  return Math.imul(hash ^ Math.imul(position + 1, 0x9e3779b1), 0x85ebca6b);
}

/** Whether one substitution, insertion, deletion or swap of neighbours (or nothing) leads from a to b. */
function withinOneEdit(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  if (Math.max(a.length, b.length) - start - end <= 1) return true;
  const twoLeft = a.length === b.length && a.length - start - end === 2;
  return twoLeft && a[start] === b[start + 1] && a[start + 1] === b[start];
}

/**
 * Finds the rows within one word edit of a text: a word substituted, inserted or deleted, or two neighbours
 * swapped. Words are `tokens`: case, punctuation and the spaces around it do not count. Rows and texts of one
 * word match only if equal. Exact, by hashes of the sequences with one word left out (the deletion
 * neighbourhood of SymSpell, Wolf Garbe 2012, on words), each hit verified; O(words) a query. Texts of
 * unspaced scripts are also looked up by `GapEditIndex`. Of equal scores the row added first.
 */
export class WordEditIndex {
  private dictionary = new Map<string, number>();
  private whole = new PostingLists();
  private gapped = new PostingLists();
  private unspaced = new GapEditIndex();
  private rows = 0;
  /** The row that the query under way leaves out. */
  private except = -1;
  /** The order number of a row; Infinity once removed. */
  private orders = new Float64Array(256);
  private idsOf: Int32Array[] = [];

  /** Adds a row and gives its number, counted from 0. Queries can be limited to rows of a lower `order`. */
  add(text: string, order: number): number {
    const row = this.rows++;
    const ids = tokens(text).map((word) => {
      const known = this.dictionary.get(word);
      if (known !== undefined) return known;
      const id = this.dictionary.size + 1;
      this.dictionary.set(word, id);
      return id;
    });
    this.idsOf.push(Int32Array.from(ids));
    this.orders = grown(this.orders, this.rows);
    this.orders[row] = order;
    if (ids.length === 0) return row;
    const sequence = new SequenceHash(ids);
    this.whole.add(sequence.whole(), row);
    if (ids.length > 1) {
      for (let i = 0; i < ids.length; i++) this.gapped.add(gapKey(sequence.without(i), i), row);
    }
    if (isUnspaced(text)) this.unspaced.add(exactKey(text), row, order);
    return row;
  }

  remove(row: number): void {
    this.orders[row] = Infinity;
    this.unspaced.remove(row);
  }

  /** The row of the highest score, `except` that one, among those whose order is below `before`, or null. */
  best(text: string, before: number, except = -1): WordEditMatch | null {
    this.except = except;
    // Words no row has get numbers of their own, so that they equal nothing.
    const ids = tokens(text).map((word, i) => this.dictionary.get(word) ?? -1 - i);
    const match = this.bestEdit(ids, before);
    if (match?.score === 1 || !isUnspaced(text)) return match;
    const gap = this.unspaced.best(exactKey(text), before, except);
    return gap && gap.score > (match?.score ?? 0) ? gap : match;
  }

  private bestEdit(ids: readonly number[], before: number): WordEditMatch | null {
    const length = ids.length;
    if (length === 0) return null;
    const sequence = new SequenceHash(ids);
    const equal = this.first(this.whole, sequence.whole(), ids, length, before);
    if (equal >= 0) return { row: equal, score: 1 };
    if (length === 1) return null;

    // A row with one word more is the least change, then all the others alike.
    let row = -1;
    const consider = (found: number) => {
      if (found >= 0 && (row < 0 || found < row)) row = found;
    };
    for (let i = 0; i <= length; i++) {
      consider(this.first(this.gapped, gapKey(sequence.whole(), i), ids, length + 1, before));
    }
    if (row >= 0) return { row, score: 1 - 1 / (length + 1) };
    for (let i = 0; i < length; i++) {
      const without = sequence.without(i);
      consider(this.first(this.gapped, gapKey(without, i), ids, length, before));
      if (length > 2) consider(this.first(this.whole, without, ids, length - 1, before));
      if (i + 1 < length) consider(this.first(this.whole, sequence.swapped(i), ids, length, before));
    }
    return row < 0 ? null : { row, score: 1 - 1 / length };
  }

  /**
   * The first row of a list that has this many words, an order below `before`, and truly is within one edit.
   */
  private first(
    lists: PostingLists,
    key: number,
    ids: readonly number[],
    length: number,
    before: number,
  ): number {
    const list = lists.find(key);
    if (list < 0) return -1;
    const start = lists.start(list);
    const end = start + lists.length(list);
    for (let i = start; i < end; i++) {
      const row = lists.pool[i] as number;
      if ((this.orders[row] as number) >= before || row === this.except) continue;
      const own = this.idsOf[row] as Int32Array;
      if (own.length === length && withinOneEdit(ids, own)) return row;
    }
    return -1;
  }
}
