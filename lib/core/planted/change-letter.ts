import type { Random } from "../random.ts";
import { exactKey } from "../text.ts";
import type { PlantingGround } from "./planting-ground.ts";
import { isNumber } from "./slot-places.ts";
import { casedLike, lettersOf, piecesOf, wordPlaces } from "./word-pieces.ts";

const keyboards = [
  ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
  ["йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"],
];

const neighbours = new Map<string, string[]>();
for (const rows of keyboards) {
  for (const [y, row] of rows.entries()) {
    for (const [x, key] of [...row].entries()) {
      const around = [row[x - 1], row[x + 1], rows[y - 1]?.[x], rows[y + 1]?.[x]];
      neighbours.set(
        key,
        around.filter((other) => other !== undefined),
      );
    }
  }
}

/**
 * What may be typed for a letter: one beside it on the keyboard, the letter without its accent, or in scripts without
 * case another letter of the set.
 */
function slipOf(letter: string, ground: PlantingGround, stream: Random): string | null {
  const bare = letter
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace("đ", "d")
    .replace("Đ", "D");
  if (bare !== "" && bare !== letter.normalize("NFD")) return bare;
  const beside = neighbours.get(letter.toLowerCase());
  if (beside) return casedLike(stream.pick(beside), letter);
  const letters = /^\p{Lo}/u.test(letter) ? ground.letters : [];
  return letters.length > 0 ? stream.pick(letters) : null;
}

type Edit = (letters: string[], at: number, ground: PlantingGround, stream: Random) => string[] | null;

const edits: Edit[] = [
  (letters, at) =>
    at + 1 < letters.length
      ? letters.with(at, letters[at + 1] as string).with(at + 1, letters[at] as string)
      : null,
  (letters, at) => (letters.length > 1 ? letters.toSpliced(at, 1) : null),
  (letters, at) => letters.toSpliced(at, 0, letters[at] as string),
  (letters, at, ground, stream) => {
    const slip = slipOf(letters[at] as string, ground, stream);
    return slip === null ? null : letters.with(at, slip);
  },
];

/**
 * One slip of the fingers in one word: two letters swapped, one dropped, doubled, or another typed for it. Long words
 * are likelier, numbers are spared. A text of less than three letters (two where each is a syllable) stays as it is.
 */
export function changeLetter(text: string, ground: PlantingGround, stream: Random): string | null {
  const pieces = piecesOf(text);
  const places = wordPlaces(pieces).filter((place) => !isNumber(pieces[place] as string));
  const lengths = places.map((place) => lettersOf(pieces[place] as string).length);
  const letters = lengths.reduce((sum, length) => sum + length, 0);
  if (letters < (/\p{Lo}/u.test(text) ? 2 : 3)) return null;
  const key = exactKey(text);
  for (let tries = 0; tries < 8; tries++) {
    const place = stream.weighted(places, lengths);
    const word = lettersOf(pieces[place] as string);
    const at = stream.int(word.length);
    for (const edit of stream.shuffle(edits)) {
      const changed = edit(word, at, ground, stream);
      if (!changed) continue;
      const planted = pieces.with(place, changed.join("")).join("");
      if (exactKey(planted) !== key) return planted;
    }
  }
  return null;
}
