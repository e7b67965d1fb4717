import { describe, expect, it, test } from "vitest";
import { Corpus } from "./corpus.ts";
import { featureNames, featuresOf, ordinaryStanding, standings } from "./features.ts";
import { makePair } from "./pair.ts";

describe("standings", () => {
  test.each([
    ["no rows", [], []],
    [
      "two rows",
      [0.9, 0.3],
      [
        [0.6, 0.6],
        [-0.6, -0.6],
      ],
    ],
    [
      "equals",
      [0.5, 0.5, 0.5],
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ],
    [
      "one that stands out",
      [0.2, 0.8, 0.2, 0.4, 0.4],
      [
        [-0.25, -0.6],
        [0.5, 0.4],
        [-0.25, -0.6],
        [0, -0.4],
        [0, -0.4],
      ],
    ],
    [
      "the first two alike",
      [0.8, 0.8, 0.2],
      [
        [0.3, 0],
        [0.3, 0],
        [-0.6, -0.6],
      ],
    ],
    // Of the others only the four best count.
    [
      "many rows",
      [0.9, 0.5, 0.5, 0.5, 0.5, 0, -1],
      [
        [0.4, 0.4],
        [-0.1, -0.4],
        [-0.1, -0.4],
        [-0.1, -0.4],
        [-0.1, -0.4],
        [-0.6, -0.9],
        [-1.6, -1.9],
      ],
    ],
  ])("of %s", (_, scores, expected) => {
    const found = standings(scores, scores);
    expect(found.length).toBe(expected.length);
    for (const [i, [margin, gap]] of expected.entries()) {
      expect(found[i]?.cosineMargin).toBeCloseTo(margin as number, 10);
      expect(found[i]?.cosineGap).toBeCloseTo(gap as number, 10);
      expect(found[i]?.overlapMargin).toBeCloseTo(margin as number, 10);
      expect(found[i]?.overlapGap).toBeCloseTo(gap as number, 10);
    }
  });

  it("lets a row alone stand out as an ordinary one does, and no further than its scores reach", () => {
    expect(standings([0.9], [0.8])).toEqual([
      { cosineMargin: 0.2, cosineGap: 0.1, overlapMargin: 0.25, overlapGap: 0.125 },
    ]);
    expect(standings([-0.3], [0])).toEqual([ordinaryStanding(0, 0)]);
    expect(Object.values(ordinaryStanding(-0.3, 0))).toEqual([0, 0, 0, 0]);
  });

  it("looks at cosines and overlaps apart", () => {
    const [first, second] = standings([0.9, 0.1], [0.2, 0.4]);
    expect(first?.cosineGap).toBeCloseTo(0.8, 10);
    expect(first?.overlapGap).toBeCloseTo(-0.2, 10);
    expect(second?.overlapMargin).toBeCloseTo(0.2, 10);
  });
});

describe("featuresOf", () => {
  const corpus = new Corpus();
  for (const text of ["please move 50 euros to Anna", "which bus goes to the harbour"]) corpus.add(text);
  const features = (exemplar: string, row: string) =>
    featuresOf(makePair(corpus.profile(exemplar), corpus.profile(row), 0.4), ordinaryStanding(0.4, 0.4));

  it.each([
    ["", ""],
    ["", "please move 50 euros to Anna"],
    ["?!", "🙂"],
    ["please move 50 euros to Anna", "please move 50 euros to Anna"],
    ["卡 丢 了", "which bus goes to the harbour"],
  ])("are all there and finite for %j and %j", (exemplar, row) => {
    const found = features(exemplar, row);
    expect(Object.keys(found).toSorted()).toEqual([...featureNames].toSorted());
    for (const name of featureNames) expect(Number.isFinite(found[name]), name).toBe(true);
  });

  test.each([
    [
      "the same",
      "please move 50 euros to Anna",
      { overlap: 1, edit: 1, letters: 0, cut: 0, added: 0, sameWords: 1 },
    ],
    [
      "another name",
      "please move 50 euros to Bob",
      { onlyValues: 1, newWords: 1, unknownWord: 1, sameFirst: 1, sameLast: 0 },
    ],
    ["another word of grammar", "please move 50 euros at Anna", { onlyValues: 0, sameLast: 1 }],
    ["half", "please move 50", { cut: 0.5, added: 0, lengthRatio: 0.5 }],
    ["twice as much", "please move 50 euros to Anna or send 20 more to Eve", { cut: -1, lengthRatio: 0.5 }],
    ["many unknown words", "qa qb qc please", { newWords: 2, sameFirst: 0 }],
  ])("of %s", (_, exemplar, expected) => {
    const found = features(exemplar, "please move 50 euros to Anna");
    for (const [name, value] of Object.entries(expected)) {
      expect(found[name as keyof typeof found], name).toBeCloseTo(value, 5);
    }
  });
});
