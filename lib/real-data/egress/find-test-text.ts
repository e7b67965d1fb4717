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

/**
 * Compares texts with a test set of which only digests are known. Time grows with the text, not with the set: each
 * word is the start of at most `MOST_LETTERS` steps.
 */
export function findTestText({ salt, anywhere, alone }: SealedWindows): FindTestText {
  const { seed, digest } = digester(salt);
  const sets = { anywhere: digestsIn(anywhere), alone: digestsIn(alone) };
  const isTag = tagsIn([anywhere, alone]);

  return (text, isShown) => {
    const read = letteredText(text);
    const { letters, starts, edges, lines, symbols } = read;
    const units = Uint16Array.from({ length: letters.length }, (_, at) => letters.charCodeAt(at));
    for (const [index, start] of starts.entries()) {
      const last = Math.min(units.length, start + MOST_LETTERS);
      let state = seed;
      for (let end = start; end < last; ) {
        state = tagStep(state, units[end++] ?? 0);
        if (edges[end] === 0 && end - start < MOST_LETTERS) continue;
        if (!isTag(tagOf(state))) continue;
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

function standsAlone({ lineEdges }: LetteredText, start: number, end: number): boolean {
  const isCut = end - start === MOST_LETTERS;
  return ((lineEdges[start] ?? 0) & BEGINS) !== 0 && (isCut || ((lineEdges[end] ?? 0) & ENDS) !== 0);
}

/** Tells tags that are there from others; a bit map answers most questions without a look into the set. */
function tagsIn(digests: readonly Uint8Array[]): (tag: number) => boolean {
  const tags = new Set<number>();
  for (const bytes of digests) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < bytes.length; at += DIGEST_BYTES) tags.add(view.getInt32(at, true));
  }
  const mask = 2 ** Math.ceil(Math.log2(32 * tags.size + 8)) - 1;
  const bits = new Uint8Array((mask + 1) / 8);
  const bitOf = (tag: number) => 1 << (tag & 7);
  const byteOf = (tag: number) => (tag & mask) >> 3;
  for (const tag of tags) bits[byteOf(tag)] = (bits[byteOf(tag)] ?? 0) | bitOf(tag);
  return (tag) => ((bits[byteOf(tag)] ?? 0) & bitOf(tag)) !== 0 && tags.has(tag);
}

function digestsIn(bytes: Uint8Array): Set<string> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const found = new Set<string>();
  for (let at = 0; at < text.length; at += DIGEST_BYTES) found.add(text.slice(at, at + DIGEST_BYTES));
  return found;
}
