import { grown, PostingLists } from "#lib/core/similarity/posting-lists.ts";
import { isSyllabic } from "#lib/core/text.ts";

/** The lengths of rows are stored under as many of their first units; of shorter ones under all they have. */
const prefixUnits = 6;
/** Postings of adjacent pairs that a query reads, rarest pair first, so that its time does not grow with the rows. */
const readPostings = 256;
/** How many of the rows with the most, and the rarest, pairs in common become candidates. */
const mostAlike = 2;

const base = 0x01000193;

/** Thai, Lao, Myanmar, Khmer: no spaces, and no syllable to a character either. */
function isJoined(unit: number): boolean {
  return (
    (unit >= 0x0e00 && unit <= 0x0eff) ||
    (unit >= 0x1000 && unit <= 0x109f) ||
    (unit >= 0x1780 && unit <= 0x17ff)
  );
}

function mixed(hash: number): number {
  const h = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return Math.imul(h ^ (h >>> 12), 0x297a2d39) | 1;
}

/**
 * A normalised text as a sequence of 32-bit hashes: of each word, and of each character in scripts that put no
 * space between words, since the borders of words move there with what stands beside them.
 */
export function unitsOf(normalised: string): Int32Array {
  const units = new Int32Array(normalised.length);
  let count = 0;
  let hash = 0;
  for (let i = 0; i <= normalised.length; i++) {
    const code = i < normalised.length ? normalised.charCodeAt(i) : 0x20;
    const alone = isSyllabic(code) || isJoined(code);
    if (hash !== 0 && (alone || code === 0x20)) {
      units[count++] = mixed(hash);
      hash = 0;
    }
    if (alone) units[count++] = mixed(code);
    else if (code !== 0x20) hash = Math.imul((hash || 0x811c9dc5) ^ code, base) || 1;
  }
  return units.slice(0, count);
}

/** A polynomial hash, modulo 2³², of every part of a sequence in O(1) each. */
class Parts {
  private prefix: Int32Array;
  private powers: Int32Array;

  constructor(units: Int32Array) {
    this.prefix = new Int32Array(units.length + 1);
    this.powers = new Int32Array(units.length + 1).fill(1);
    for (let i = 0; i < units.length; i++) {
      this.prefix[i + 1] = Math.imul(this.prefix[i] as number, base) + (units[i] as number);
      this.powers[i + 1] = Math.imul(this.powers[i] as number, base);
    }
  }

  hash(start: number, length: number): number {
    const before = Math.imul(this.prefix[start] as number, this.powers[length] as number);
    return ((this.prefix[start + length] as number) - before) | 0;
  }
}

function partKey(hash: number, length: number): number {
  return Math.imul(hash ^ Math.imul(length, 0x9e3779b1), 0x85ebca6b);
}

function pairKey(units: Int32Array, at: number): number {
  return Math.imul(units[at] as number, base) ^ Math.imul(units[at + 1] as number, 0x85ebca6b);
}

/**
 * Finds the rows that stand whole inside a text, the rows inside which the text stands whole, and those that share
 * the rarest adjacent pairs with it. Units are those of `unitsOf`. The first is exact up to hashes of 32 bits: every
 * part of the text is looked up that starts with the first six units of a row and is as long as that row. The
 * others read the 256 rarest postings of the text's pairs. Rows are numbered from 0 in the order they were added.
 */
export class SequenceIndex {
  /** For the first units of rows, how long these rows are. */
  private lengthsAfter = new PostingLists();
  private wholes = new PostingLists();
  private pairs = new PostingLists();
  private rows = 0;
  /** The order number of a row; Infinity once removed. */
  private orders = new Float64Array(256);
  private lengths = new Int32Array(256);
  private before = 0;
  private except = -1;
  /** Scratch of one query: the weight of the pairs read that a row shares. */
  private shared = new Float64Array(256);

  add(units: Int32Array, order: number): void {
    const row = this.rows++;
    this.orders = grown(this.orders, this.rows);
    this.lengths = grown(this.lengths, this.rows);
    this.shared = grown(this.shared, this.rows);
    this.orders[row] = order;
    this.lengths[row] = units.length;
    if (units.length === 0) return;
    const parts = new Parts(units);
    const whole = partKey(parts.hash(0, units.length), units.length);
    const first = Math.min(units.length, prefixUnits);
    this.addLength(partKey(parts.hash(0, first), first), units.length);
    this.wholes.add(whole, row);
    const seen = new Set<number>();
    for (let i = 0; i + 1 < units.length; i++) {
      const key = pairKey(units, i);
      if (!seen.has(key)) this.pairs.add(key, row);
      seen.add(key);
    }
  }

  private addLength(key: number, length: number): void {
    const list = this.lengthsAfter.find(key);
    const start = list < 0 ? 0 : this.lengthsAfter.start(list);
    const known = list < 0 ? 0 : this.lengthsAfter.length(list);
    if (!this.lengthsAfter.pool.subarray(start, start + known).includes(length))
      this.lengthsAfter.add(key, length);
  }

  remove(row: number): void {
    this.orders[row] = Infinity;
  }

  /** Adds the rows of an order below `before` that should be compared with the text, `except` that one. */
  find(units: Int32Array, before: number, candidates: Set<number>, except = -1): void {
    this.before = before;
    this.except = except;
    const inside = this.longestInside(units);
    if (inside >= 0) candidates.add(inside);
    this.mostShared(units, candidates);
  }

  /** Whether the query under way may find the row. */
  private isOpen(row: number): boolean {
    return (this.orders[row] as number) < this.before && row !== this.except;
  }

  /** The longest row that stands whole inside the text, of equal rows the one added first, or -1. */
  private longestInside(units: Int32Array): number {
    const { lengthsAfter } = this;
    const parts = new Parts(units);
    let best = -1;
    let longest = 0;
    for (let start = 0; start < units.length; start++) {
      const most = Math.min(prefixUnits, units.length - start);
      for (let first = 1; first <= most; first++) {
        // What is stored under fewer than six units is no longer than these.
        if (first < prefixUnits && first <= longest) continue;
        const list = lengthsAfter.find(partKey(parts.hash(start, first), first));
        if (list < 0) continue;
        const end = lengthsAfter.start(list) + lengthsAfter.length(list);
        for (let i = lengthsAfter.start(list); i < end; i++) {
          const length = lengthsAfter.pool[i] as number;
          if (length <= longest || start + length > units.length) continue;
          const row = this.firstOf(partKey(parts.hash(start, length), length));
          if (row < 0) continue;
          best = row;
          longest = length;
        }
      }
    }
    return best;
  }

  private firstOf(whole: number): number {
    const list = this.wholes.find(whole);
    if (list < 0) return -1;
    const end = this.wholes.start(list) + this.wholes.length(list);
    for (let i = this.wholes.start(list); i < end; i++) {
      const row = this.wholes.pool[i] as number;
      if (this.isOpen(row)) return row;
    }
    return -1;
  }

  /**
   * The rows that share the most, each pair weighing as much as it is rare. A text that stands inside a row shares
   * all its pairs with it, so that the row is among the first.
   */
  private mostShared(units: Int32Array, candidates: Set<number>): void {
    const lists: number[] = [];
    for (let i = 0; i + 1 < units.length; i++) {
      const list = this.pairs.find(pairKey(units, i));
      if (list >= 0 && !lists.includes(list)) lists.push(list);
    }
    lists.sort((a, b) => this.pairs.length(a) - this.pairs.length(b));
    const touched: number[] = [];
    let left = readPostings;
    for (const list of lists) {
      if (left <= 0) break;
      const length = this.pairs.length(list);
      const weight = Math.log(1 + this.rows / length);
      const first = this.pairs.start(list);
      const read = Math.min(length, left);
      left -= read;
      for (let i = first; i < first + read; i++) {
        const row = this.pairs.pool[i] as number;
        if (!this.isOpen(row)) continue;
        if (this.shared[row] === 0) touched.push(row);
        this.shared[row] = (this.shared[row] as number) + weight;
      }
    }
    for (let place = 0; place < mostAlike; place++) {
      let best = -1;
      let most = 0;
      for (const row of touched) {
        const weight = this.shared[row] as number;
        if (weight < most || weight === 0) continue;
        // Of rows that share the same the shortest is the most alike.
        if (weight === most && !this.isBefore(row, best)) continue;
        best = row;
        most = weight;
      }
      if (best < 0) break;
      candidates.add(best);
      this.shared[best] = 0;
    }
    for (const row of touched) this.shared[row] = 0;
  }

  private isBefore(row: number, other: number): boolean {
    const difference = (this.lengths[row] as number) - (this.lengths[other] as number);
    return difference < 0 || (difference === 0 && row < other);
  }
}
