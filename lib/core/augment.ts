import type { Random } from "./random.ts";
import { isUnspaced } from "./text.ts";

/**
 * The four operations of EDA, easy data augmentation (Wei & Zou 2019, arXiv:1901.11196), each a pure function that
 * is deterministic in its stream. A text is words with what stands between them; punctuation stays in its place.
 * As in the paper n = max(1, round(α · words)) words are changed, α from 0 to 0.5, except by deletion, where each
 * word falls with probability α. Where nothing can be changed the text comes back as it is.
 */
export interface AugmentRequest {
  text: string;
  /** α: the share of the words that is changed. */
  strength: number;
  synonyms: Synonyms;
  random: Random;
}

/** For a lower-case word the words that may stand for it. */
export type Synonyms = ReadonlyMap<string, readonly string[]>;

/** Looks up words by groups of words that replace one another; the same word may be in several groups. */
export function synonymsOf(groups: readonly (readonly string[])[]): Synonyms {
  const found = new Map<string, Set<string>>();
  for (const group of groups) {
    for (const word of group) {
      const others = found.get(word.toLowerCase()) ?? new Set();
      for (const other of group) if (other.toLowerCase() !== word.toLowerCase()) others.add(other);
      found.set(word.toLowerCase(), others);
    }
  }
  return new Map([...found].map(([word, others]) => [word, [...others]]));
}

/** Words at odd places, what stands between them at even ones; the first and last piece are between. */
type Pieces = string[];

const spacedWord = /[\p{L}\p{M}\p{N}]+(?:['’\-_][\p{L}\p{M}\p{N}]+)*/gu;
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

function split(text: string): Pieces {
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

function wordPlaces(pieces: Pieces): number[] {
  return pieces.flatMap((_, place) => (place % 2 === 1 ? [place] : []));
}

function changes(words: number, strength: number): number {
  return Math.max(1, Math.round(strength * words));
}

/** Gives the replacement the capitals of the word it stands for. */
function cased(replacement: string, word: string): string {
  if (word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase())
    return replacement.toUpperCase();
  const [first = ""] = word;
  if (first === first.toLowerCase()) return replacement;
  const [start = ""] = replacement;
  return start.toUpperCase() + replacement.slice(start.length);
}

/** SR: replaces n random words that have synonyms by one of these. */
export function replaceSynonyms({ text, strength, synonyms, random }: AugmentRequest): string {
  const pieces = split(text);
  const places = wordPlaces(pieces);
  const replaceable = places.filter((place) => synonyms.get((pieces[place] as string).toLowerCase())?.length);
  for (const place of random.shuffle(replaceable).slice(0, changes(places.length, strength))) {
    const word = pieces[place] as string;
    pieces[place] = cased(random.pick(synonyms.get(word.toLowerCase()) ?? [word]), word);
  }
  return pieces.join("");
}

/** RI: n times, puts a synonym of a random word of the text after a random word. */
export function insertSynonyms({ text, strength, synonyms, random }: AugmentRequest): string {
  const pieces = split(text);
  const places = wordPlaces(pieces);
  const known = places.flatMap((place) => {
    const others = synonyms.get((pieces[place] as string).toLowerCase());
    return others?.length ? [others] : [];
  });
  if (known.length === 0) return text;
  const space = isUnspaced(text) ? "" : " ";
  for (let i = changes(places.length, strength); i > 0; i--) {
    const place = random.pick(places);
    pieces[place] = `${pieces[place]}${space}${random.pick(random.pick(known))}`;
  }
  return pieces.join("");
}

/** RS: n times, swaps two random words. */
export function swapWords({ text, strength, random }: AugmentRequest): string {
  const pieces = split(text);
  const places = wordPlaces(pieces);
  if (places.length < 2) return text;
  for (let i = changes(places.length, strength); i > 0; i--) {
    const a = random.int(places.length);
    const b = (a + 1 + random.int(places.length - 1)) % places.length;
    const [from, to] = [places[a] as number, places[b] as number];
    const kept = pieces[from] as string;
    pieces[from] = pieces[to] as string;
    pieces[to] = kept;
  }
  return pieces.join("");
}

/** RD: deletes each word with probability α, with the space before it; at least one word stays. */
export function deleteWords({ text, strength, random }: AugmentRequest): string {
  const pieces = split(text);
  const places = wordPlaces(pieces);
  if (places.length < 2) return text;
  const stays = places.map(() => random.next() >= strength);
  if (!stays.includes(true)) stays[random.int(stays.length)] = true;
  for (const [index, place] of places.entries()) {
    if (stays[index]) continue;
    pieces[place] = "";
    const before = pieces[place - 1] as string;
    pieces[place - 1] = place === 1 ? before : before.replace(/\s+$/u, "");
    if (place === 1 || pieces[place - 1] === "") {
      // The first word takes the space after it along instead.
      const isFirst =
        pieces
          .slice(0, place + 1)
          .join("")
          .trim() === "";
      if (isFirst) pieces[place + 1] = (pieces[place + 1] as string).replace(/^\s+/u, "");
    }
  }
  return pieces.join("");
}
