import type { Random } from "../random.ts";
import { foreignWord } from "./change-words.ts";
import type { PlantingGround } from "./planting-ground.ts";
import { isName, isNumber } from "./slot-places.ts";
import { casedLike, type Pieces, piecesOf, wordKey, wordPlaces } from "./word-pieces.ts";

/**
 * Other values in the same sentence: its numbers, dates, amounts and names are replaced by those of other texts, a
 * third of its words at most. A text without them loses its rarest word to another rare word of the set, one of eight
 * words or more its two rarest. Null under three words.
 */
export function changeSlots(text: string, ground: PlantingGround, stream: Random): string | null {
  const pieces = piecesOf(text);
  const places = wordPlaces(pieces);
  if (places.length < 3) return null;
  const slots = places.filter((place) => isNumber(pieces[place] as string) || isName(pieces, place));
  const changed = pieces.slice();
  for (const place of stream.shuffle(slots).slice(0, Math.max(1, Math.floor(places.length / 3)))) {
    const word = pieces[place] as string;
    const value = isNumber(word) ? otherNumber(word, ground, stream) : otherName(pieces, ground, stream);
    if (value !== null) changed[place] = value;
  }
  if (changed.some((piece, place) => piece !== pieces[place])) return changed.join("");
  return changeRarest(pieces, ground, stream);
}

function otherNumber(word: string, ground: PlantingGround, stream: Random): string {
  const isAlike = (other: string) => shape(other) === shape(word) && other !== word;
  const alike = ground.numbers.filter(isAlike);
  if (alike.length > 0) return stream.pick(alike);
  let isFirst = true;
  return word.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) as number;
    const zero = zeros.find((start) => code >= start && code < start + 10);
    if (zero === undefined) return digit;
    // The first digit surely changes, and to none of 0.
    const next = isFirst ? 1 + ((code - zero + stream.int(8)) % 9) : stream.int(10);
    isFirst = false;
    return String.fromCodePoint(zero + next);
  });
}

/** The zero of each script's run of ten digits. */
const zeros = [..."0٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀០᠐０"].map((zero) => zero.codePointAt(0) as number);

/** Digits as one "0" (another sign where they are not ASCII, as words keep their script), letters as one "a". */
function shape(word: string): string {
  return word
    .replace(/[^\P{Nd}0-9]+/gu, "#")
    .replace(/[0-9]+/g, "0")
    .replace(/\p{L}+/gu, "a");
}

function otherName(pieces: Pieces, ground: PlantingGround, stream: Random): string | null {
  return foreignWord(pieces, ground.names, stream);
}

function changeRarest(pieces: Pieces, ground: PlantingGround, stream: Random): string | null {
  const places = wordPlaces(pieces);
  const rarity = (place: number) => ground.frequencies.get(wordKey(pieces[place] as string)) ?? 0;
  const rarest = stream.shuffle(places).sort((a, b) => rarity(a) - rarity(b));
  const rare = ground.words.slice(0, Math.max(1, Math.ceil(ground.words.length / 2)));
  const changed = pieces.slice();
  for (const place of rarest.slice(0, places.length < 8 ? 1 : 2)) {
    const word = foreignWord(changed, rare, stream) ?? foreignWord(changed, ground.words, stream);
    if (word === null) return null;
    changed[place] = casedLike(word, pieces[place] as string);
  }
  return changed.join("");
}
