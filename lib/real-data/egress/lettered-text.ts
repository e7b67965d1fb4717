import { exactKey, isUnspaced, normalise } from "#lib/core/text.ts";

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
/** What stands before a demonstration in a list: "- ", "2. ", "b) ", "[3] ", "Example 4: ". */
const LIST_MARK = /^\s*(?:[^\p{L}\p{N}\s]+\s+|[[(]?(?:(?:\p{L}+\s*)?\p{N}{1,4}|\p{L})[.):\]]+\s*)/u;
/** A letter of a script without spaces, with its marks; or what stands between two such. */
const PART = /\p{M}+|[^\p{M}]\p{M}*/gu;

/** A text as letters without any space, and where in them something may begin or end. */
export interface LetteredText {
  letters: string;
  /** Positions in `letters` at which a word begins, rising; in scripts without spaces, every letter. */
  starts: number[];
  /** For each position, its length included, whether a word begins or ends there. */
  edges: Uint8Array;
  /** For each position: 1 where what a line says begins, 2 where a line ends, 3 for both. */
  lineEdges: Uint8Array;
  /** For each start, its line, from 1. */
  lines: number[];
  /** Lines that hold no letter, as they are compared. */
  symbols: { line: number; text: string }[];
}

export const BEGINS = 1;
export const ENDS = 2;

/** Reads a text as the guard compares it. Deterministic; time grows with the text. */
export function letteredText(text: string): LetteredText {
  let letters = "";
  const starts: number[] = [];
  const lines: number[] = [];
  const begins: number[] = [];
  const ends: number[] = [];
  const symbols: { line: number; text: string }[] = [];

  const add = (part: string, line: number) => {
    begins.push(letters.length);
    for (const atom of atomsOf(normalise(part))) {
      starts.push(letters.length);
      lines.push(line);
      letters += atom;
    }
  };
  for (const [index, raw] of text.split(LINE_BREAK).entries()) {
    const mark = LIST_MARK.exec(raw)?.[0] ?? "";
    const said = raw.slice(mark.length);
    const before = letters.length;
    if (mark !== "") add(mark, index + 1);
    add(said, index + 1);
    ends.push(letters.length);
    if (letters.length > before) continue;
    for (const alone of new Set([exactKey(raw), exactKey(said)])) {
      if (alone !== "") symbols.push({ line: index + 1, text: alone });
    }
  }
  const edges = new Uint8Array(letters.length + 1);
  for (const start of starts) edges[start] = 1;
  edges[letters.length] = 1;
  const lineEdges = new Uint8Array(letters.length + 1);
  for (const begin of begins) lineEdges[begin] = BEGINS;
  for (const end of ends) lineEdges[end] = (lineEdges[end] ?? 0) | ENDS;
  return { letters, starts, edges, lineEdges, lines, symbols };
}

function atomsOf(normalised: string): string[] {
  if (normalised === "") return [];
  const parts = normalised.split(" ");
  return isUnspaced(normalised) ? parts.flatMap(partsOf) : parts;
}

/** Each letter of a script without spaces by itself, whatever its dictionary says: that may change with its version. */
function partsOf(part: string): string[] {
  const parts: string[] = [];
  let wasUnspaced = true;
  for (const [letter] of part.matchAll(PART)) {
    const unspaced = isUnspaced(letter);
    if (unspaced || wasUnspaced) parts.push(letter);
    else parts.push(`${parts.pop() ?? ""}${letter}`);
    wasUnspaced = unspaced;
  }
  return parts;
}
