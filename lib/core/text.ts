/** Text as screening sees it: what survives a change of case, punctuation, width or invisible characters. */

const invisible = /\p{Default_Ignorable_Code_Point}+/gu;
const notText = /[^\p{L}\p{M}\p{N}]+/gu;
const plain = /^[a-z0-9 ]*$/;

/** NFKC and case folded, without invisible characters; punctuation and space still as they were. */
function fold(text: string): string {
  return text
    .normalize("NFKC")
    .replace(invisible, "")
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll("ς", "σ")
    .replaceAll("i\u0307", "i")
    .normalize("NFKC");
}

/**
 * The text in NFKC, case-folded, without invisible characters, with every run of punctuation, symbols and
 * white space as one space, trimmed. Letters, marks and numbers of every script stay. Deterministic and
 * idempotent; text of symbols only gives "".
 *
 * Case is folded by way of upper case (and lower before it, for "ẞ"), so that "straße" = "STRASSE" and a
 * final "ς" = "σ", and the dots of the Turkish i are dropped, so that "İstanbul" = "istanbul" = "ISTANBUL".
 */
export function normalise(text: string): string {
  if (plain.test(text)) return text.replace(/ {2,}/g, " ").trim();
  return fold(text).replace(notText, " ").trim();
}

/**
 * What two texts must share to be the same text: letters, marks and numbers only, without any space, so that
 * "Don't top-up!" = "dont top up"; or, where that leaves nothing (emoji, "?!"), the text itself in NFKC
 * without white space and invisible characters. "" only where there is nothing to see.
 */
export function exactKey(text: string): string {
  return (
    normalise(text).replaceAll(" ", "") || text.normalize("NFKC").replace(invisible, "").replace(/\s+/gu, "")
  );
}

/**
 * As `exactKey`, with every number as "0", so that texts are the same that differ only in their numbers. What stands
 * between digits alone ("1,234.50", "12 30") makes no second number; numbers in words stay.
 */
export function numberlessKey(text: string): string {
  return exactKey(text).replace(/\p{N}+/gu, "0");
}

function anyOf(scripts: string): string {
  return scripts
    .split(" ")
    .map((script) => `\\p{Script=${script}}`)
    .join("");
}

/** Scripts that put no space between words; their words come from the dictionary of Intl.Segmenter. */
const unspacedScripts = anyOf("Han Hira Kana Bopo Thai Laoo Khmr Mymr Tibt Talu Tale Lana Tavt Yiii");
const unspaced = new RegExp(`[${unspacedScripts}]`, "u");

/**
 * Scripts in which what stands between spaces is one word of Unicode's rules (UAX 29), if no mark starts it.
 */
const spacedScripts = anyOf("Latn Cyrl Grek Arab Hebr Armn Geor Deva Beng Hang");
const spacedOnly = new RegExp(`^[${spacedScripts}\\p{Mn}\\p{Nd} ]*$`, "u");
const strayMark = /(?:^| )\p{M}/u;
const strangeNumber = /[^\P{N}\p{Nd}]/u;
/** Hangul that touches another script or a digit is a word of its own. */
const hangulJoint = /\p{sc=Hang}[^\p{sc=Hang}\p{M} ]|[^\p{sc=Hang}\p{M} ]\p{sc=Hang}/u;

/** Whether the text has a script that does not separate its words by spaces (Chinese, Japanese, Thai …). */
export function isUnspaced(text: string): boolean {
  return unspaced.test(text);
}

// A fixed locale: the default one would be the machine's, and some locales split differently.
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/**
 * The words by Intl.Segmenter alone; the slow path of `wordsOf`, exported so that a test can compare the two.
 */
export function segmentedWords(normalised: string): string[] {
  const found: string[] = [];
  for (const part of segmenter.segment(normalised)) if (part.isWordLike) found.push(part.segment);
  return found;
}

/**
 * The words of a text that is already normalised. Spaced scripts are split at spaces (the same result as
 * Intl.Segmenter, seven times faster), others by its dictionary, which may differ between ICU versions.
 */
export function wordsOf(normalised: string): string[] {
  if (normalised === "") return [];
  const simple =
    plain.test(normalised) ||
    (spacedOnly.test(normalised) &&
      ![strayMark, strangeNumber, hangulJoint].some((exception) => exception.test(normalised)));
  return simple ? normalised.split(" ") : segmentedWords(normalised);
}

/** The words of any text, normalised, in order. */
export function words(text: string): string[] {
  return wordsOf(normalise(text));
}

/**
 * The words as a person who changes "one word" sees them: what stands between white space, without its
 * punctuation ("don't" and "top-up" are one token each), or a dictionary word in scripts without spaces.
 */
export function tokens(text: string): string[] {
  const found: string[] = [];
  for (const part of fold(text).split(/\s+/u)) {
    const token = part.replace(notText, "");
    if (token === "") continue;
    if (unspaced.test(token)) found.push(...segmentedWords(token));
    else found.push(token);
  }
  return found;
}

/**
 * Whether a UTF-16 unit is a Han, kana or Hangul character, which says about as much as a syllable or a word.
 */
export function isSyllabic(unit: number): boolean {
  return (
    (unit >= 0x3040 && unit <= 0x30ff) ||
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xac00 && unit <= 0xd7a3) ||
    (unit >= 0xd840 && unit <= 0xd88d)
  );
}

/**
 * The distinct character n-grams of a normalised text as 32-bit hashes (FNV-1a) in rising order, one space
 * standing before and after the text so that its first and last letters count as such. `size` UTF-16 units
 * each, or 2 where the gram starts with a Han, kana or Hangul character. A text shorter than a gram gives
 * one; "" gives none.
 */
export function characterGrams(normalised: string, size: number): Int32Array {
  if (normalised === "") return new Int32Array(0);
  const padded = ` ${normalised} `;
  const hashes = new Int32Array(padded.length);
  let found = 0;
  for (let start = 0; start < padded.length; start++) {
    const length = isSyllabic(padded.charCodeAt(start)) ? 2 : size;
    if (start + length > padded.length && found > 0) continue;
    let hash = 0x811c9dc5;
    for (let i = start; i < start + length; i++) hash = Math.imul(hash ^ padded.charCodeAt(i), 0x01000193);
    hashes[found++] = hash;
  }
  const sorted = hashes.subarray(0, found).sort();
  let kept = 0;
  for (let i = 0; i < found; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[kept++] = sorted[i] as number;
  }
  return sorted.slice(0, kept);
}
