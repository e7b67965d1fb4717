import { exactKey, normalise, wordsOf } from "#lib/core/text.ts";

const WORDS_OF_A_WINDOW = 8;
/** Rows of fewer words are said by chance: "transfer" would forbid the word. */
const WORDS_FOUND_ANYWHERE = 4;

/** So many letters of a window tell it; a "word" may be an address of thousands. */
export const MOST_LETTERS = 128;

/** Letters, marks and numbers without any space, in UTF-16 units, so that it does not matter how words are split. */
export interface ForbiddenText {
  letters: string;
  /** Forbidden only as a whole message, line or demonstration. */
  alone: boolean;
}

/**
 * What no request may hold of one row: each eight words of it in a row; of four to seven, all of them; of fewer, the
 * row where it stands alone. Words as `words` of lib/core/text finds them: by the dictionary where a script puts no
 * space between them. Nothing of a row in which there is nothing to see.
 */
export function forbiddenTexts(row: string): ForbiddenText[] {
  const normalised = normalise(row);
  const places = placesOf(wordsOf(normalised), normalised);
  if (places.length < WORDS_FOUND_ANYWHERE) {
    const letters = exactKey(row).slice(0, MOST_LETTERS);
    return letters === "" ? [] : [{ letters, alone: true }];
  }
  const size = Math.min(places.length, WORDS_OF_A_WINDOW);
  return places.slice(0, places.length - size + 1).map(({ start }, first) => {
    const end = places[first + size - 1]?.end;
    const letters = normalised.slice(start, end).replaceAll(" ", "").slice(0, MOST_LETTERS);
    return { letters, alone: false };
  });
}

/** Where the words stand: between two of them there may be letters that the segmenter takes for no word. */
function placesOf(words: readonly string[], normalised: string): { start: number; end: number }[] {
  let at = 0;
  return words.map((word) => {
    const start = normalised.indexOf(word, at);
    at = start + word.length;
    return { start, end: at };
  });
}
