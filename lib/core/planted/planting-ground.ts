import { isName, isNumber } from "./slot-places.ts";
import { lettersOf, type Pieces, piecesOf, wordKey, wordPlaces } from "./word-pieces.ts";

/** What planting draws from: the words of the other texts of the set. */
export interface PlantingGround {
  /** Some of the texts, as pieces. */
  texts: Pieces[];
  /** Every word without a digit once, in lower case, the rarest first. */
  words: string[];
  /** In how many texts a word stands, by its key. */
  frequencies: ReadonlyMap<string, number>;
  /** Words with a digit, as written. */
  numbers: string[];
  /** Words written with a capital within a sentence, as written. */
  names: string[];
  /** Letters of scripts without case, each once. */
  letters: string[];
}

/** Words become known well enough by as many texts, and by the beginning of each. */
const TEXTS = 5_000;
const CHARACTERS = 1_000;

const grounds = new WeakMap<readonly string[], PlantingGround>();

/** Read once for each array, which must not change afterwards. Large sets are read at even distances. */
export function plantingGround(others: readonly string[]): PlantingGround {
  const known = grounds.get(others);
  if (known) return known;
  const ground = readGround(others);
  grounds.set(others, ground);
  return ground;
}

function readGround(others: readonly string[]): PlantingGround {
  const step = Math.max(1, others.length / TEXTS);
  const texts: Pieces[] = [];
  for (let at = 0; at < others.length; at += step) {
    texts.push(piecesOf((others[Math.floor(at)] as string).slice(0, CHARACTERS).toWellFormed()));
  }
  const frequencies = new Map<string, number>();
  const numbers = new Set<string>();
  const names = new Set<string>();
  const letters = new Set<string>();
  const words = new Set<string>();
  for (const pieces of texts) {
    const here = new Set<string>();
    for (const place of wordPlaces(pieces)) {
      const word = pieces[place] as string;
      here.add(wordKey(word));
      if (isNumber(word)) numbers.add(word);
      else words.add(wordKey(word));
      if (isName(pieces, place)) names.add(word);
      for (const letter of lettersOf(word)) if (/^\p{Lo}/u.test(letter)) letters.add(letter);
    }
    for (const key of here) frequencies.set(key, (frequencies.get(key) ?? 0) + 1);
  }
  const rarity = (word: string) => frequencies.get(word) ?? 0;
  return {
    texts: texts.filter((pieces) => pieces.length > 1),
    words: [...words].sort((a, b) => rarity(a) - rarity(b) || (a < b ? -1 : 1)),
    frequencies,
    numbers: [...numbers],
    names: [...names],
    letters: [...letters],
  };
}
