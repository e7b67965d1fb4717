import type { Detector, FindingKind } from "./screening.ts";

// The database's enums cannot hold a hyphen.

export const storedDetectors = {
  exact: "exact",
  "word-edit": "wordEdit",
  "character-grams": "characterGrams",
  cosine: "cosine",
} as const satisfies Record<Detector, string>;

export const storedKinds = {
  "exact-leak": "exactLeak",
  "near-leak": "nearLeak",
  "semantic-leak": "semanticLeak",
  "support-copy": "supportCopy",
  duplicate: "duplicate",
} as const satisfies Record<FindingKind, string>;
