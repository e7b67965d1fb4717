import type { Random } from "../random.ts";
import { isUnspaced } from "../text.ts";
import type { PlantingGround } from "./planting-ground.ts";
import { casedLike, type Pieces, piecesOf, wordKey, wordPlaces } from "./word-pieces.ts";

/** A text of fewer words is another one when one of them is exchanged or cut off. */
const FEWEST = 3;

/** Two different words change places (RS of EDA). */
export function swapWords(text: string, stream: Random): string | null {
  const pieces = piecesOf(text);
  const places = wordPlaces(pieces);
  if (places.length < 2) return null;
  const keys = new Map(places.map((place) => [place, wordKey(pieces[place] as string)]));
  const one = stream.pick(places);
  const others = places.filter((place) => keys.get(place) !== keys.get(one));
  if (others.length === 0) return null;
  const other = stream.pick(others);
  return pieces
    .with(one, pieces[other] as string)
    .with(other, pieces[one] as string)
    .join("");
}

/** One word gives way to a word of the set that is not in the text: what SR of EDA does, without a thesaurus. */
export function substituteWord(text: string, ground: PlantingGround, stream: Random): string | null {
  const pieces = piecesOf(text);
  const places = wordPlaces(pieces);
  if (places.length < FEWEST) return null;
  const word = foreignWord(pieces, ground.words, stream);
  if (word === null) return null;
  const place = stream.pick(places);
  return pieces.with(place, casedLike(word, pieces[place] as string)).join("");
}

/** One of the words that the text does not have; null where there is none or luck is against it. */
export function foreignWord(pieces: Pieces, words: readonly string[], stream: Random): string | null {
  if (words.length === 0) return null;
  const own = new Set(wordPlaces(pieces).map((place) => wordKey(pieces[place] as string)));
  for (let tries = 0; tries < 20; tries++) {
    const word = stream.pick(words);
    if (!own.has(wordKey(word))) return word;
  }
  return words.find((word) => !own.has(wordKey(word))) ?? null;
}

/** Up to a fifth of the words, at least one, is cut off at the start or the end; two words stay at least. */
export function truncate(text: string, stream: Random): string | null {
  const pieces = piecesOf(text);
  const count = (pieces.length - 1) / 2;
  if (count < FEWEST) return null;
  const cut = 1 + stream.int(Math.max(1, Math.floor(count / 5)));
  if (stream.next() < 0.5) return pieces.slice(2 * cut + 1).join("");
  return pieces
    .slice(0, pieces.length - 2 * cut - 1)
    .join("")
    .trimEnd();
}

/**
 * The text stands within a longer one of two to four times its words. What goes around it is made of two or three
 * words of one text of the set after another: whole texts would be leaks of their own, and ready-made sentences would
 * be of one language.
 */
export function embed(text: string, ground: PlantingGround, stream: Random): string | null {
  const count = (piecesOf(text).length - 1) / 2;
  if (count < FEWEST || ground.texts.length === 0) return null;
  const around = Math.max(6, Math.round(count * (1 + 2 * stream.next())));
  const before = stream.int(around + 1);
  const parts = [carrier(before, ground, stream), text.trim(), carrier(around - before, ground, stream)];
  const joint = isUnspaced(text) ? "，" : ", ";
  return parts.filter((part) => part !== "").join(joint);
}

/** No run is a whole text, and no two runs that follow one another are of one text. */
function carrier(count: number, ground: PlantingGround, stream: Random): string {
  const runs: string[] = [];
  let last = -1;
  for (let found = 0; found < count; ) {
    let next = stream.int(ground.texts.length);
    if (next === last) next = (next + 1) % ground.texts.length;
    last = next;
    const pieces = ground.texts[next] as Pieces;
    const words = (pieces.length - 1) / 2;
    const length = Math.min(2 + stream.int(2), Math.max(1, words - 1), count - found);
    const first = 1 + 2 * stream.int(words - length + 1);
    runs.push(pieces.slice(first, first + 2 * length - 1).join(""));
    found += length;
  }
  return runs.join(runs.some(isUnspaced) ? "" : " ");
}
