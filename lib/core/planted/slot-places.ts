import { type Pieces, wordPlaces } from "./word-pieces.ts";

const sentenceEnd = /[.!?…。！？\n]/u;

/** A number, date, time or amount: a word with a digit. */
export function isNumber(word: string): boolean {
  return /\p{N}/u.test(word);
}

/**
 * A word of at least two letters that starts with a capital though no sentence starts there, in a text most words of
 * which do not (else capitals are only its style).
 */
export function isName(pieces: Pieces, place: number): boolean {
  const word = pieces[place] as string;
  if (!/^\p{Lu}[\p{L}\p{M}]/u.test(word)) return false;
  const before = pieces[place - 1] as string;
  if (place === 1 || sentenceEnd.test(before)) return false;
  let capitals = 0;
  const places = wordPlaces(pieces);
  for (const other of places) if (/^\p{Lu}/u.test(pieces[other] as string)) capitals++;
  return capitals * 2 <= places.length;
}
