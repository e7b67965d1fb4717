import { describe, expect, it, test } from "vitest";
import { random } from "#lib/core/random.ts";
import { type Alignment, align, orderLimit } from "./alignment.ts";
import { Corpus } from "./corpus.ts";

const others = [
  "when does the museum open on sunday",
  "my parcel never came to the office",
  "which bus goes to the old harbour",
  "please water the plants in the hall",
  "how tall is the tower in the park",
  "the soup was cold and far too salty",
];

function aligned(exemplar: string, row: string): Alignment {
  const corpus = new Corpus();
  for (const text of [row, ...others]) corpus.add(text);
  return align(corpus.profile(exemplar), corpus.profile(row));
}

const row = "please move 50 euros to Anna";

describe("align", () => {
  test.each<[string, string, Partial<Alignment>]>([
    [
      "the same",
      row,
      { equalWords: 6, edits: 0, slotEdits: 0, runWords: 6, subsequenceWords: 6, otherNumbers: 0 },
    ],
    ["other case", "PLEASE: move, 50 Euros to anna!", { equalWords: 6, edits: 0, runWords: 6 }],
    ["other endings", "please moving 50 euro to Anna", { equalWords: 6, edits: 0 }],
    [
      "a word more",
      "please move 50 euros over to Anna",
      { equalWords: 6, edits: 1, runWords: 4, slotEdits: 1 },
    ],
    ["a word less", "move 50 euros to Anna", { equalWords: 5, edits: 1, runWords: 5, subsequenceWords: 5 }],
    [
      "another name",
      "please move 50 euros to Bob",
      { equalWords: 5, edits: 1, slotEdits: 0.25, runWords: 5 },
    ],
    [
      "another number",
      "please move 70 euros to Anna",
      { edits: 1, slotEdits: 0.25, otherNumbers: 2, runWords: 3 },
    ],
    ["another word of grammar", "please move 50 euros at Anna", { edits: 1, slotEdits: 1 }],
    [
      "two words swapped",
      "please 50 move euros to Anna",
      { equalWords: 6, edits: 2, subsequenceWords: 5, runWords: 3 },
    ],
    ["turned round", "Anna to euros 50 move please", { equalWords: 6, subsequenceWords: 1, runWords: 1 }],
    [
      "nothing alike",
      "夜に雨",
      { equalWords: 0, edits: 6, runWords: 0, subsequenceWords: 0, subsequence: 0, run: 0 },
    ],
    [
      "nothing",
      "",
      { equalWords: 0, edits: 6, slotEdits: 6, exemplarShared: 0, rowShared: 0, exemplarAlone: 0 },
    ],
  ])("%s", (_, exemplar, expected) => {
    expect(aligned(exemplar, row)).toMatchObject(expected);
  });

  it("counts each word once", () => {
    expect(aligned("Anna Anna Anna", row).equalWords).toBe(1);
    expect(aligned("to to", "to to to").equalWords).toBe(2);
  });

  it("gives a synonym three quarters of its weight, and says so", () => {
    const same = aligned("refund", "refund");
    const synonym = aligned("reimbursement", "refund");
    expect(synonym.rowShared).toBeCloseTo(0.75 * same.rowShared, 6);
    expect(synonym.synonyms).toBeCloseTo((synonym.exemplarShared + synonym.rowShared) / 2, 6);
    expect(synonym.equalWords).toBe(0);
    expect(synonym.rowAlone).toBe(0);
  });

  it("gives a word spelled alike a part, which is no synonym, and a number nothing", () => {
    const alike = aligned("перевода", "переводу");
    expect(alike.rowShared).toBeGreaterThan(0.5 * aligned("переводу", "переводу").rowShared);
    expect(alike.synonyms).toBe(0);
    expect(aligned("1234567", "1234568")).toMatchObject({ rowShared: 0, otherNumbers: 2 });
  });

  it("names the heaviest word that the other text has nothing for", () => {
    const { exemplarAlone, rowAlone } = aligned("please move 50 euros to the harbour", row);
    const unknown = aligned("please move 50 euros to Qwzx", row).exemplarAlone;
    expect(exemplarAlone).toBeGreaterThan(0.5);
    expect(exemplarAlone).toBeLessThan(unknown);
    expect(rowAlone).toBeGreaterThan(0.5);
  });

  it("agrees with the plain tables of words on random texts", () => {
    const source = random("alignment");
    const written = () =>
      Array.from({ length: source.int(9) }, () => source.pick(["卡", "桥", "山", "水"])).join(" ");
    for (let trial = 0; trial < 1500; trial++) {
      const [a, b] = [written(), written()];
      const { edits, subsequenceWords, runWords, equalWords, slotEdits } = aligned(a, b);
      const plain = plainTables(a.split(" ").filter(Boolean), b.split(" ").filter(Boolean));
      expect({ edits, subsequenceWords, runWords, equalWords }, `${a} | ${b}`).toEqual(plain);
      expect(slotEdits).toBeLessThanOrEqual(edits);
      expect(slotEdits).toBeGreaterThanOrEqual(edits / 4);
    }
  });

  it("is the same from both sides", () => {
    const [one, other] = ["please move 70 euros from Bob now", row];
    const corpus = new Corpus();
    for (const text of [one, other, ...others]) corpus.add(text);
    const there = align(corpus.profile(one), corpus.profile(other));
    const back = align(corpus.profile(other), corpus.profile(one));
    expect(back).toEqual({
      ...there,
      exemplarShared: there.rowShared,
      rowShared: there.exemplarShared,
      exemplarAlone: there.rowAlone,
      rowAlone: there.exemplarAlone,
      windowEdits: back.windowEdits,
    });
  });

  it.each([
    ["well, please move 50 euros to Anna today, thank you", row, 0],
    ["well, please move 50 dollars to Anna today, thank you", row, 1],
    ["well, please move euros to Anna today, thank you", row, 1],
    ["something else altogether", row, 6],
    [row, "well, please move 50 euros to Anna today, thank you", 4],
  ])("finds the best window of %j for %j: %d edits", (text, other, edits) => {
    expect(aligned(text, other).windowEdits).toBe(edits);
  });

  it("does not look at the order of very long texts, and at that of short ones after them", () => {
    const long = Array.from({ length: Math.sqrt(orderLimit) + 1 }, (_, i) => `w${i}x`).join(" ");
    expect(aligned(long, long)).toMatchObject({ equalWords: 501, edits: 501, runWords: 0, subsequence: 0 });
    expect(aligned(row, row)).toMatchObject({ edits: 0, runWords: 6 });
  });
});

function plainTables(a: string[], b: string[]) {
  const table = () => Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const [edits, common, run] = [table(), table(), table()];
  const get = (cells: number[][], i: number, j: number) => (cells[i] as number[])[j] as number;
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) (edits[i] as number[])[j] = i + j;
      else {
        const same = a[i - 1] === b[j - 1];
        (edits[i] as number[])[j] = Math.min(
          get(edits, i - 1, j) + 1,
          get(edits, i, j - 1) + 1,
          get(edits, i - 1, j - 1) + (same ? 0 : 1),
        );
        (common[i] as number[])[j] = same
          ? get(common, i - 1, j - 1) + 1
          : Math.max(get(common, i - 1, j), get(common, i, j - 1));
        (run[i] as number[])[j] = same ? get(run, i - 1, j - 1) + 1 : 0;
      }
    }
  }
  const left = [...b];
  const equalWords = a.filter((word) => left.includes(word) && left.splice(left.indexOf(word), 1)).length;
  return {
    edits: get(edits, a.length, b.length),
    subsequenceWords: get(common, a.length, b.length),
    runWords: Math.max(...run.flat()),
    equalWords,
  };
}
