import { describe, expect, it, test } from "vitest";
import { type Detector, detectors } from "#lib/screening/screening.ts";
import { Corpus } from "./corpus.ts";
import { pairDetectors } from "./detectors.ts";
import { longerLength, makePair } from "./pair.ts";

const rows = [
  "please move 50 euros to Anna",
  "when does the museum open on sunday",
  "my parcel never came to the office",
  "which bus goes to the old harbour",
  "how do I get to the bank",
];

function pairOf(exemplar: string, row: string, cosine = 0.5) {
  const corpus = new Corpus();
  for (const text of new Set([row, ...rows])) corpus.add(text);
  return makePair(corpus.profile(exemplar), corpus.profile(row), cosine);
}

const score = (detector: Detector, exemplar: string, row: string) =>
  pairDetectors[detector](pairOf(exemplar, row));

const row = "please move 50 euros to Anna";

test.each<[Detector, string, string, string, number]>([
  ["exact", "the same", row, row, 1],
  ["exact", "case, punctuation, width and space", "Please move　５０ euros: to ANNA!", row, 1],
  ["exact", "other word borders", "Top-up now", "topup now", 1],
  ["exact", "another word", "please move 50 euros to Bob", row, 0],
  ["exact", "another ending", "please moved 50 euros to Anna", row, 0],
  ["exact", "the same emoji", "🙂", "🙂", 1],
  ["exact", "other emoji", "🙂", "🙃", 0],
  ["exact", "nothing and nothing", "", " ", 0],
  ["wordEdit", "the same", row, row, 1],
  ["wordEdit", "a word exchanged", "please move 50 euros to Bob", row, 1 - 1 / 6],
  ["wordEdit", "a word inserted", "please move 50 euros over to Anna", row, 1 - 1 / 7],
  ["wordEdit", "a word removed", "move 50 euros to Anna", row, 1 - 1 / 6],
  ["wordEdit", "two words exchanged", "please move 60 euros to Bob", row, 0],
  ["wordEdit", "a word for a word", "hello", "museum", 0],
  ["containment", "the same", row, row, 1],
  ["containment", "the row in a longer text", `Good morning, ${row}, she waits`, row, 1],
  ["containment", "a part of the row", "move 50 euros", row, 1],
  ["containment", "nothing in common", "green tea", row, 0],
  ["overlap", "the same", row, row, 1],
  ["overlap", "another order", "Anna to euros 50 move please", row, 1],
  ["overlap", "nothing in common", "夜に雨", row, 0],
  ["template", "the same", row, row, 1],
  ["template", "another name", "please move 50 euros to Bob", row, 1 - 0.25 / 6],
  ["template", "another name and number", "please move 75 euros to Bob", row, 1 - 0.5 / 6],
  ["template", "another word of grammar", "please move 50 euros at Anna", row, 1 - 1 / 6],
  ["template", "only values in common with none", "green tea", "red wine", 0],
  ["template", "one word of four that stays", "send green tea today", "send red wine tomorrow", 0.5],
])("%s of %s", (detector, _, exemplar, reference, expected) => {
  expect(score(detector, exemplar, reference)).toBeCloseTo(expected, 5);
});

describe("pairDetectors", () => {
  it("have one for each detector", () => {
    expect(Object.keys(pairDetectors).toSorted()).toEqual([...detectors].toSorted());
  });

  it("count shared grammar for little and a shared rare word for much", () => {
    const grammar = score("overlap", "how do I get to the moon", "how do I get to the bank");
    const content = score("overlap", "Anna likes euros", row);
    expect(score("containment", "how do I get to the moon", "how do I get to the bank")).toBeLessThan(0.7);
    expect(grammar).toBeLessThan(0.7);
    expect(content).toBeGreaterThan(score("overlap", "please to the", row));
  });

  it("take more of a rewriting the more of the row it keeps", () => {
    for (const detector of ["overlap", "template"] as const) {
      const kept = ["please move 50 euros", "please move 50", "please move", "please"].map((text) =>
        score(detector, text, row),
      );
      expect(kept, detector).toEqual(kept.toSorted((a, b) => b - a));
      expect(new Set(kept).size, detector).toBe(kept.length);
    }
  });

  it.each([-1, 0, 0.3, 1])("pass the cosine %d on", (cosine) => {
    expect(pairDetectors.cosine(pairOf("a text", row, cosine))).toBe(cosine);
  });
});

test.each([
  ["", "", 1],
  ["a", "", 1],
  ["one two three", "one", 3],
  ["one", "one two three four", 4],
])("the longer of %j and %j has %d words, at least 1", (exemplar, reference, words) => {
  expect(longerLength(pairOf(exemplar, reference))).toBe(words);
});

test.each([
  [row, row, 0],
  ["please move 50 euros to Ana", row, 1],
  ["pleese mvoe 50 euros to Anna", row, 2],
  ["nothing of the kind", row, 3],
])("the letters of %j differ from those of %j by %d", (exemplar, reference, letters) => {
  expect(pairOf(exemplar, reference).letters).toBe(letters);
});
