import { isUnspaced } from "../text.ts";

/** A text as its words (at odd places) and what stands between them (at even ones, also first and last). */
export type Pieces = string[];

const spacedWord = /[\p{L}\p{M}\p{N}]+(?:['’\-_.,:/][\p{L}\p{M}\p{N}]+)*/gu;
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/**
 * Joined, the pieces are the text. In spaced scripts a word is what a writer takes for one: "don't", "top-up",
 * "12/03/2024" and "1,200.50" are one each; elsewhere it is a word of Intl.Segmenter's dictionary.
 */
export function piecesOf(text: string): Pieces {
  const pieces: Pieces = [];
  let end = 0;
  const add = (word: string, at: number) => {
    pieces.push(text.slice(end, at), word);
    end = at + word.length;
  };
  if (isUnspaced(text)) {
    for (const { segment, index, isWordLike } of segmenter.segment(text)) if (isWordLike) add(segment, index);
  } else {
    for (const match of text.matchAll(spacedWord)) add(match[0], match.index);
  }
  pieces.push(text.slice(end));
  return pieces;
}

/** The places of the words among the pieces. */
export function wordPlaces(pieces: Pieces): number[] {
  return pieces.flatMap((_, place) => (place % 2 === 1 ? [place] : []));
}

/** Words and figures that differ only by case are one word. */
export function wordKey(word: string): string {
  return word.normalize("NFKC").toLowerCase();
}

/** The letters of a word with the marks that belong to them. */
export function lettersOf(word: string): string[] {
  return word.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
}

/** Gives the replacement the capitals of the word it stands for. */
export function casedLike(replacement: string, word: string): string {
  const hasCase = word.toLowerCase() !== word.toUpperCase();
  if (!hasCase) return replacement;
  if (word === word.toLowerCase()) return replacement.toLowerCase();
  if ([...word].length > 1 && word === word.toUpperCase()) return replacement.toUpperCase();
  const [start = ""] = replacement;
  const [first = ""] = word;
  return first === first.toLowerCase() ? replacement : start.toUpperCase() + replacement.slice(start.length);
}
