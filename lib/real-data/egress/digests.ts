import { hash } from "node:crypto";
import { forbiddenTexts } from "./forbidden-texts.ts";

/** Bytes of a digest: a tag of 32 bits, then the first 96 of SHA-256. */
export const DIGEST_BYTES = 16;
const TAG_BYTES = 4;

/** Digests under one salt. */
export interface Digester {
  /** The state with which the tag of a text begins; `tagStep` takes in one UTF-16 unit after the other. */
  seed: number;
  /** `DIGEST_BYTES` of a text, one character a byte. */
  digest(letters: string): string;
}

/**
 * The tag can be computed for every stretch of a text at next to no cost, so that SHA-256 is asked only about those
 * whose tag is known: FNV-1a from a secret start, finished as MurmurHash3 is. It keeps no secret from who has the salt;
 * a guess can be tried against it as against the rest.
 */
export function digester(salt: Uint8Array): Digester {
  const bytes = Buffer.from(salt);
  const seed = bytes.readInt32LE(0);
  const prefix = bytes.toString("hex");
  const tag = Buffer.alloc(TAG_BYTES);
  return {
    seed,
    digest: (letters) => {
      let state = seed;
      for (let i = 0; i < letters.length; i++) state = tagStep(state, letters.charCodeAt(i));
      tag.writeInt32LE(tagOf(state));
      const rest = hash("sha256", prefix + letters, "buffer");
      return tag.toString("latin1") + rest.toString("latin1", 0, DIGEST_BYTES - TAG_BYTES);
    },
  };
}

export function tagStep(state: number, unit: number): number {
  return Math.imul(state ^ unit, 0x01000193);
}

/** The tag, a signed number of 32 bits, of the units that were taken in. */
export function tagOf(state: number): number {
  let h = state;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The digests of what no request may hold of these rows, each once. */
export function digestRows(rows: readonly string[], salt: Uint8Array) {
  const { digest } = digester(salt);
  const digests = { anywhere: new Set<string>(), alone: new Set<string>() };
  for (const row of rows) {
    for (const { letters, alone } of forbiddenTexts(row)) {
      digests[alone ? "alone" : "anywhere"].add(digest(letters));
    }
  }
  return digests;
}
