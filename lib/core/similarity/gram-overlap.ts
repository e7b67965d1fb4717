import { grown, PostingLists } from "#lib/core/similarity/posting-lists.ts";
import { characterGrams, normalise } from "#lib/core/text.ts";

export interface GramMatch {
  /** The row, as numbered by `add`. */
  row: number;
  /** See `overlapScore`; in (0, 1]. */
  score: number;
}

const gramSize = 5;
/**
 * Containment counts only where the smaller text has this many grams (about six words): the grams of "my
 * card" are in every second text of a bank.
 */
const leastContained = 30;
/** How many postings a query reads to find candidates, so that its time does not grow with the rows. */
const readPostings = 2048;

/** 32-bit words of a row's signature: one bit a gram, by the gram's list id. */
const signatureWords = 4;

function bitCount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * The score of two gram sets that share some. Containment c is put on Jaccard's scale as c / (2 − c): the
 * Jaccard similarity the two would have if the longer text were cut to the length of the shorter.
 */
export function overlapScore(shared: number, sizeA: number, sizeB: number): number {
  const smaller = Math.min(sizeA, sizeB);
  // c / (2 − c) with c = shared / smaller; never below the Jaccard similarity, whose divisor is no smaller.
  const union = smaller >= leastContained ? 2 * smaller - shared : sizeA + sizeB - shared;
  return shared === 0 ? 0 : shared / union;
}

/**
 * Character 5-gram overlap (2-grams in Han, kana and Hangul) between a text and the rows added so far, by an
 * inverted index. Candidates are the rows that share one of the text's rarest grams, as many as 2,048
 * postings give; each candidate that could still win is scored exactly. So a row is missed only if all it
 * shares are grams found everywhere; among a few hundred rows none is. Grams are equal if their 32-bit hashes
 * are. Deterministic for a given order of additions.
 */
export class GramOverlapIndex {
  private lists = new PostingLists();
  private rows = 0;
  /** The order number of a row; Infinity once removed. */
  private orders = new Float64Array(256);
  private sizes = new Int32Array(256);
  private signatures = new Int32Array(1024);
  /** The grams of a row as list ids. */
  private gramsOf: Int32Array[] = [];
  /** Scratch of one query: how many of the grams read a row has, and which grams were not read. */
  private counts = new Uint16Array(256);
  private unread = new Uint8Array(256);

  /** Adds a row and gives its number, counted from 0. Queries can be limited to rows of a lower `order`. */
  add(text: string, order: number): number {
    const row = this.rows++;
    const grams = characterGrams(normalise(text), gramSize).map((gram) => this.lists.add(gram, row));
    this.gramsOf.push(grams);
    this.orders = grown(this.orders, this.rows);
    this.sizes = grown(this.sizes, this.rows);
    this.counts = grown(this.counts, this.rows);
    this.unread = grown(this.unread, this.lists.size);
    this.orders[row] = order;
    this.sizes[row] = grams.length;
    this.signatures = grown(this.signatures, this.rows * signatureWords);
    sign(this.signatures, row * signatureWords, grams);
    return row;
  }

  remove(row: number): void {
    this.orders[row] = Infinity;
    this.gramsOf[row] = new Int32Array(0);
  }

  /**
   * The row of the highest score of at least `least` among those whose order is below `before`; of equals the
   * one added first. Null if there is none.
   */
  best(text: string, before: number, least: number): GramMatch | null {
    const grams = characterGrams(normalise(text), gramSize);
    const known: number[] = [];
    for (const gram of grams) {
      const id = this.lists.find(gram);
      if (id >= 0) known.push(id);
    }
    known.sort((a, b) => this.lists.length(a) - this.lists.length(b));
    let postings = 0;
    const firstUnread = known.findIndex((id) => {
      postings += this.lists.length(id);
      return postings > readPostings;
    });
    const unread = firstUnread < 0 ? [] : known.slice(firstUnread);
    const candidates = this.candidates(known.slice(0, known.length - unread.length), before);
    for (const id of unread) this.unread[id] = 1;
    const best = this.bestOf(candidates, grams.length, unread, least);
    for (const id of unread) this.unread[id] = 0;
    for (const row of candidates) this.counts[row] = 0;
    return best;
  }

  /** The rows that share a gram that is read; how many is in `counts`. */
  private candidates(grams: readonly number[], before: number): number[] {
    const { lists, orders, counts } = this;
    const found: number[] = [];
    for (const id of grams) {
      const start = lists.start(id);
      const end = start + lists.length(id);
      for (let i = start; i < end; i++) {
        const row = lists.pool[i] as number;
        if ((orders[row] as number) >= before) continue;
        const seen = (counts[row] as number) + 1;
        counts[row] = seen;
        if (seen === 1) found.push(row);
      }
    }
    return found;
  }

  private bestOf(candidates: number[], size: number, unread: number[], least: number): GramMatch | null {
    const { counts, sizes } = this;
    const signature = new Int32Array(signatureWords);
    sign(signature, 0, unread);
    // A good match first spares most of the others.
    let start = 0;
    for (let i = 1; i < candidates.length; i++) {
      if ((counts[candidates[i] as number] as number) > (counts[candidates[start] as number] as number))
        start = i;
    }
    let bestRow = -1;
    let bestScore = least;
    for (let i = 0; i < candidates.length; i++) {
      const row = candidates[(start + i) % candidates.length] as number;
      const own = sizes[row] as number;
      let shared = counts[row] as number;
      if (overlapScore(Math.min(shared + unread.length, own, size), size, own) < bestScore) continue;
      if (unread.length > 0) {
        // Of the grams not read the row lacks at least those whose bit its signature lacks.
        const possible = shared + unread.length - this.lacking(signature, row);
        if (overlapScore(Math.min(possible, own, size), size, own) < bestScore) continue;
        for (const id of this.gramsOf[row] as Int32Array) shared += this.unread[id] as number;
      }
      const score = overlapScore(shared, size, own);
      if (score < bestScore || (score === bestScore && bestRow >= 0 && row > bestRow)) continue;
      bestRow = row;
      bestScore = score;
    }
    return bestRow < 0 ? null : { row: bestRow, score: bestScore };
  }

  /** How many bits of the signature the row's own lacks. */
  private lacking(signature: Int32Array, row: number): number {
    let bits = 0;
    for (let i = 0; i < signatureWords; i++) {
      bits += bitCount((signature[i] as number) & ~(this.signatures[row * signatureWords + i] as number));
    }
    return bits;
  }
}

function sign(signatures: Int32Array, at: number, ids: ArrayLike<number>): void {
  for (let i = 0; i < ids.length; i++) {
    const bit = (Math.imul(ids[i] as number, 0x9e3779b1) >>> 0) % (signatureWords * 32);
    signatures[at + (bit >>> 5)] = (signatures[at + (bit >>> 5)] as number) | (1 << (bit & 31));
  }
}
