import { describe, expect, it } from "vitest";
import { Corpus } from "../detectors/corpus.ts";
import { defaultThresholds } from "../screening.ts";
import { compareTexts } from "./compare-texts.ts";

const TEXTS = [
  "Where is my parcel, it should have come on Monday",
  "where is my parcel it should have come on MONDAY!",
  "Where is my parcel, it should have arrived on Monday",
  "I want to close my account for good",
  "Where is my parcel, Monday it should have been here",
];

function comparison(vectors: number[] | null) {
  const corpus = new Corpus();
  for (const row of ["when does the branch open", "please send me a new card"]) corpus.add(row);
  return compareTexts({
    texts: TEXTS,
    corpus,
    thresholds: defaultThresholds,
    vectors: vectors && { dimensions: 2, vectors: Float32Array.from(vectors) },
  });
}

describe("compareTexts", () => {
  it.each([
    ["the same", 1, true],
    ["an edited one", 2, true],
    ["another", 3, false],
  ])("of the text and %s", (_name, other, isAlike) => {
    expect(comparison(null).isRewriting(0, other)).toBe(isAlike);
    expect(comparison(null).isRewriting(other, 0)).toBe(isAlike);
  });

  it.each([
    ["an edited one", 2, true],
    ["a shorter one", 4, true],
    ["another", 3, false],
  ])("calls %s a look-alike or not", (_name, other, isAlike) => {
    expect(comparison(null).isAlike(0, other)).toBe(isAlike);
    expect(comparison(null).isAlike(other, 0)).toBe(isAlike);
    expect(comparison(null).isRewriting(0, 4)).toBe(false);
  });

  it("goes by the cosine of the project's own embedder, and by none where a text has no vector", () => {
    expect(comparison([1, 0, 0, 0, 0, 0, 1, 0, 0, 0]).isRewriting(0, 3)).toBe(true);
    expect(comparison([1, 0, 0, 0, 0, 0, 0, 1, 0, 0]).isRewriting(0, 3)).toBe(false);
    expect(comparison([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]).isRewriting(0, 3)).toBe(false);
  });
});
