import { isSyllabic, normalise } from "#lib/core/text.ts";

/** Which embedder made a vector; stored beside it, since vectors of two embedders cannot be compared. */
export const embedder = { id: "character-grams-384@1", dimensions: 384 } as const;

const shortest = 3;
const longest = 5;
/** Han, kana and Hangul: grams of one to three characters, which say as much as three to five letters. */
const longestSyllabic = 3;

/**
 * 1 + ln(tf) grows by this much at the tf-th occurrence, so that no second pass over the counts is needed.
 */
const growth = Float64Array.from({ length: 256 }, (_, tf) => {
  if (tf < 2) return tf;
  return Math.log(tf / (tf - 1));
});

/** Open addressing: the grams of one text and how often each was seen; emptied by raising the stamp. */
let slots = 1 << 12;
let keys = new Int32Array(slots);
let counts = new Int32Array(slots);
let stamps = new Uint32Array(slots);
let stamp = 0;

function makeRoom(grams: number): void {
  stamp += 1;
  if (grams * 2 <= slots && stamp < 2 ** 32) return;
  while (slots < grams * 2) slots *= 2;
  keys = new Int32Array(slots);
  counts = new Int32Array(slots);
  stamps = new Uint32Array(slots);
  stamp = 1;
}

/** How often the gram has been seen in this text, this time included. */
function count(gram: number): number {
  let slot = gram & (slots - 1);
  while (stamps[slot] === stamp && keys[slot] !== gram) slot = (slot + 1) & (slots - 1);
  if (stamps[slot] !== stamp) {
    stamps[slot] = stamp;
    keys[slot] = gram;
    counts[slot] = 0;
  }
  const seen = (counts[slot] as number) + 1;
  counts[slot] = seen;
  return seen;
}

function addGrams(normalised: string, row: Float32Array): void {
  const padded = ` ${normalised} `;
  makeRoom(padded.length * (longest - shortest + 1));
  for (let start = 0; start < padded.length; start++) {
    const syllabic = isSyllabic(padded.charCodeAt(start));
    const first = syllabic ? 1 : shortest;
    const end = Math.min(padded.length - start, syllabic ? longestSyllabic : longest);
    let hash = 0x811c9dc5;
    for (let length = 1; length <= end; length++) {
      hash = Math.imul(hash ^ padded.charCodeAt(start + length - 1), 0x01000193);
      if (length < first) continue;
      let gram = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
      gram = Math.imul(gram ^ (gram >>> 12), 0x297a2d39);
      gram ^= gram >>> 15;
      const dimension = (gram >>> 1) % embedder.dimensions;
      const weight = growth[Math.min(count(gram), 255)] as number;
      row[dimension] = (row[dimension] as number) + (gram & 1 ? weight : -weight);
    }
  }
}

/**
 * Embeds texts into `texts.length × 384` numbers, row by row, each row of Euclidean length 1, so that a dot
 * product is a cosine in [−1, 1]. A text without letters or digits has no direction and gives a row of zeros.
 *
 * Hashed character 3–5-grams over word boundaries (1–3-grams in Han, kana and Hangul) of the normalised text,
 * each counted as 1 + ln(tf), signed feature hashing (Weinberger et al. 2009). Stateless: a row depends on
 * its text alone. Deterministic up to the last bit of Math.log.
 */
export function embed(texts: readonly string[]): Float32Array {
  const { dimensions } = embedder;
  const vectors = new Float32Array(texts.length * dimensions);
  for (const [index, text] of texts.entries()) {
    const normalised = normalise(text);
    if (normalised === "") continue;
    const row = vectors.subarray(index * dimensions, (index + 1) * dimensions);
    addGrams(normalised, row);
    let squares = 0;
    for (let i = 0; i < dimensions; i++) squares += (row[i] as number) ** 2;
    if (squares === 0) continue;
    const scale = 1 / Math.sqrt(squares);
    for (let i = 0; i < dimensions; i++) row[i] = (row[i] as number) * scale;
  }
  return vectors;
}
