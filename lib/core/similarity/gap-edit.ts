import { grown, PostingLists } from "#lib/core/similarity/posting-lists.ts";

/** The longest gap in UTF-16 units: a long word of Thai, a clause of Chinese. */
const longestGap = 8;

/** The gap allowed between texts of this length: at most half may differ, and below 4 characters nothing. */
function gapOf(length: number): number {
  return length < 4 ? 0 : Math.min(longestGap, length >> 1);
}

/** If all but a gap is equal, then at least this much is equal at the start or at the end. */
function certainPart(length: number): number {
  return Math.max(1, (length - gapOf(length)) >> 1);
}

function hash(text: string, start: number, end: number, seed: number): number {
  let h = Math.imul(seed, 0x9e3779b1);
  for (let i = start; i < end; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}

/** How much of the longer text lies in the one gap that holds every difference: 0 for equal texts. */
export function gapBetween(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end))
    end += 1;
  return Math.max(a.length, b.length) - start - end;
}

/**
 * Finds rows that equal a text but for one gap of up to 8 characters, and of up to half the longer text. This
 * is the one-word edit of scripts without spaces, where another word also moves the borders of the words
 * beside it. By pigeonhole: a row is stored under a hash of its first and of its last characters, as many as
 * must be equal. Score = 1 − gap / longer text.
 */
export class GapEditIndex {
  private lists = new PostingLists();
  private texts: string[] = [];
  private numbers = new Int32Array(64);
  private orders = new Float64Array(64);
  private entryOf = new Map<number, number>();

  /** Adds a text (already without spaces) under the number the caller knows it by. */
  add(text: string, row: number, order: number): void {
    const entry = this.texts.push(text) - 1;
    this.numbers = grown(this.numbers, entry + 1);
    this.orders = grown(this.orders, entry + 1);
    this.numbers[entry] = row;
    this.orders[entry] = order;
    this.entryOf.set(row, entry);
    const part = certainPart(text.length);
    this.lists.add(hash(text, 0, part, text.length * 2), entry);
    this.lists.add(hash(text, text.length - part, text.length, text.length * 2 + 1), entry);
  }

  remove(row: number): void {
    const entry = this.entryOf.get(row);
    if (entry !== undefined) this.orders[entry] = Infinity;
  }

  /**
   * The row with the smallest gap, `except` that one, among those whose order is below `before`; of equals the one
   * added first.
   */
  best(text: string, before: number, except = -1): { row: number; score: number } | null {
    let best = -1;
    let bestScore = 0;
    for (const entry of this.candidates(text)) {
      if ((this.orders[entry] as number) >= before || this.numbers[entry] === except) continue;
      const other = this.texts[entry] as string;
      const longer = Math.max(text.length, other.length);
      const gap = gapBetween(text, other);
      if (gap > gapOf(longer)) continue;
      const score = 1 - gap / longer;
      if (score < bestScore || (score === bestScore && entry > best)) continue;
      best = entry;
      bestScore = score;
    }
    return best < 0 ? null : { row: this.numbers[best] as number, score: bestScore };
  }

  /** The entries with the same beginning or end; one may come twice. */
  private *candidates(text: string): Generator<number> {
    for (let length = Math.max(1, text.length - longestGap); length <= text.length + longestGap; length++) {
      const part = certainPart(length);
      if (part > text.length) break;
      for (const side of [0, 1]) {
        const start = side === 0 ? 0 : text.length - part;
        const list = this.lists.find(hash(text, start, start + part, length * 2 + side));
        if (list < 0) continue;
        const first = this.lists.start(list);
        const end = first + this.lists.length(list);
        for (let i = first; i < end; i++) yield this.lists.pool[i] as number;
      }
    }
  }
}
