import { DIGEST_BYTES, digester, tagOf, tagStep } from "./digests.ts";
import { MOST_LETTERS } from "./forbidden-texts.ts";
import { BEGINS, ENDS, type LetteredText, letteredText } from "./lettered-text.ts";

/** What is kept of a sealed test set: digests one after the other, `DIGEST_BYTES` each. */
export interface SealedWindows {
  salt: Uint8Array;
  anywhere: Uint8Array;
  alone: Uint8Array;
}

/**
 * The line, from 1, in which a text first says what it may not; null where it says nothing of the kind.
 * @param isShown false: nothing stands alone in it
 */
export type FindTestText = (text: string, isShown: boolean) => number | null;

/** Bits of the filter for each digest: one stretch in 64 is looked up for nothing. */
const BITS_A_DIGEST = 64;

/**
 * Compares texts with a test set of which only digests are known. Time grows with the text, not with the set: each
 * word is the start of at most `MOST_LETTERS` steps.
 */
export function findTestText({ salt, anywhere, alone }: SealedWindows): FindTestText {
  const { seed, digest } = digester(salt);
  const sets = { anywhere: digestsIn(anywhere), alone: digestsIn(alone) };
  const count = sets.anywhere.size + sets.alone.size;
  const size = 2 ** Math.ceil(Math.log2(Math.max(1, count) * BITS_A_DIGEST));
  const filter = new Uint8Array(size / 8);
  for (const bytes of [anywhere, alone]) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < bytes.length; at += DIGEST_BYTES) {
      const bit = view.getInt32(at, true) & (size - 1);
      filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
    }
  }

  /** Whether what is between stands alone. */
  const standsAlone = ({ lineEdges }: LetteredText, start: number, end: number) =>
    ((lineEdges[start] ?? 0) & BEGINS) !== 0 &&
    (((lineEdges[end] ?? 0) & ENDS) !== 0 || end - start === MOST_LETTERS);

  return (text, isShown) => {
    const read = letteredText(text);
    const { letters, starts, edges, lines, symbols } = read;
    for (const [index, start] of starts.entries()) {
      const last = Math.min(letters.length, start + MOST_LETTERS);
      let state = seed;
      for (let end = start; end < last; ) {
        state = tagStep(state, letters.charCodeAt(end++));
        if (edges[end] === 0 && end - start < MOST_LETTERS) continue;
        const bit = tagOf(state) & (size - 1);
        if (((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) continue;
        const found = digest(letters.slice(start, end));
        if (sets.anywhere.has(found)) return lines[index] ?? 1;
        if (isShown && sets.alone.has(found) && standsAlone(read, start, end)) return lines[index] ?? 1;
      }
    }
    if (!isShown) return null;
    const symbol = symbols.find((each) => sets.alone.has(digest(each.text.slice(0, MOST_LETTERS))));
    return symbol?.line ?? null;
  };
}

function digestsIn(bytes: Uint8Array): Set<string> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const found = new Set<string>();
  for (let at = 0; at < text.length; at += DIGEST_BYTES) found.add(text.slice(at, at + DIGEST_BYTES));
  return found;
}
