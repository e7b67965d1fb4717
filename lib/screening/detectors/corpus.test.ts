import { describe, expect, it, test } from "vitest";
import { bitCount, Corpus } from "./corpus.ts";

function corpusOf(rows: readonly string[]): Corpus {
  const corpus = new Corpus();
  for (const row of rows) corpus.add(row);
  return corpus;
}

/** `common` stands in a fifth of the rows, "is" in each, every other word in one. */
function rowsOf(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `word${i}x is ${i % 5 === 0 ? "common" : `other${i}x`}`);
}

const weightOf = (corpus: Corpus, word: string) => corpus.profile(word).weights[0] as number;

test.each([
  [0, 0],
  [1, 1],
  [0x80000000 | 0, 1],
  [-1, 32],
  [0x0f0f00ff, 16],
])("bitCount of %d is %d", (word, bits) => {
  expect(bitCount(word)).toBe(bits);
});

describe("the weight of a word", () => {
  test.each([50, 500, 5000])("is on one scale in a set of %d rows", (count) => {
    const corpus = corpusOf(rowsOf(count));
    expect(weightOf(corpus, "word7x")).toBeGreaterThan(0.88);
    expect(weightOf(corpus, "word7x")).toBeLessThan(1);
    expect(weightOf(corpus, "unheard")).toBeGreaterThan(1.05);
    expect(weightOf(corpus, "unheard")).toBeLessThan(1.2);
    expect(weightOf(corpus, "common")).toBeLessThan(0.45);
    expect(weightOf(corpus, "is")).toBeLessThan(0.02);
    expect(weightOf(corpus, "is")).toBeGreaterThan(0);
  });

  it("falls with the rows it stands in", () => {
    const corpus = corpusOf(["a1 b1 c1", "b1 c1", "c1", "d1", "e1"]);
    const weights = ["unheard", "a1", "b1", "c1"].map((word) => weightOf(corpus, word));
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(new Set(weights).size).toBe(4);
  });

  it("counts a row once, however often it says the word", () => {
    const corpus = corpusOf(["card card card", "bank", "money", "cash"]);
    expect(weightOf(corpus, "card")).toBe(weightOf(corpus, "bank"));
  });

  it("is a third for grammar of what it is for content", () => {
    const corpus = corpusOf(["whose garden", "green", "blue", "red"]);
    expect(weightOf(corpus, "whose") / weightOf(corpus, "garden")).toBeCloseTo(0.35, 5);
  });
});

describe("a profile", () => {
  it("has each word's weight, their sum, and how many words no row has", () => {
    const profile = corpusOf(["the red card", "the blue bank"]).profile("The RED cat sat, cat!");
    expect(profile.words.map(({ lemma }) => lemma)).toEqual(["the", "red", "cat", "sit", "cat"]);
    expect(profile.total).toBeCloseTo(
      profile.weights.reduce((sum, weight) => sum + weight, 0),
      5,
    );
    expect(profile.unknown).toBe(3);
    expect(profile.key).toBe("theredcatsatcat");
    expect(profile.text).toBe("The RED cat sat, cat!");
  });

  it("knows a word by its lemma, and shares it with every text of the corpus", () => {
    const corpus = corpusOf(["I scheduled two payments"]);
    const [own, other] = [corpus.profile("scheduling a payment"), corpus.profile("schedules payments")];
    expect(own.words[0]).toBe(other.words[0]);
    expect(own.words[2]).toBe(other.words[1]);
    expect(own.unknown).toBe(1);
  });

  it("shows rows added after it was made to new profiles only", () => {
    const corpus = corpusOf(["old row", "some text"]);
    const before = corpus.profile("garden row");
    expect(before.unknown).toBe(1);
    const weights = [...before.weights];
    corpus.add("garden row");
    const after = corpus.profile("garden row");
    expect(after.unknown).toBe(0);
    expect(after.weights[0]).toBeLessThan(weights[0] as number);
    expect([...before.weights]).toEqual(weights);
    expect(after.words[0]).toBe(before.words[0]);
  });

  it("of a text profiled does not make its words known", () => {
    const corpus = corpusOf(["a row"]);
    corpus.profile("garden");
    expect(corpus.profile("garden").unknown).toBe(1);
  });

  test.each([
    ["contractions", "I can't pay", "I cannot pay"],
    ["numbers in words", "send seven boxes", "send 7 boxes"],
    ["width and case", "ＣＡＲＤ １２", "card 12"],
    ["composed and decomposed letters", "thẻ của tôi", "thẻ của tôi".normalize("NFD")],
  ])("is the same for %s", (_, a, b) => {
    const corpus = corpusOf([a]);
    expect(corpus.profile(b).words).toEqual(corpus.profile(a).words);
    expect(corpus.profile(b).unknown).toBe(0);
  });

  it("has a key without its numbers where the corpus does not count them", () => {
    const masking = new Corpus({ maskNumbers: true });
    masking.add("pay 50 euros");
    const [own, other] = [masking.profile("Pay 7 euros!"), masking.profile("pay 50 euros")];
    expect(own.key).toBe(other.key);
    expect(own.words[1]).not.toBe(other.words[1]);
    expect(masking.profile("pay euros").key).not.toBe(own.key);
  });

  test.each(["", " \n", "?!…", "🙂🙂", "\u200b"])("of %j has no words and no weight", (text) => {
    const { words, total, unknown } = corpusOf(["a row"]).profile(text);
    expect([words.length, total, unknown]).toEqual([0, 0, 0]);
  });

  it("has a key without numbers where these do not count, and all its words", () => {
    const corpus = new Corpus({ maskNumbers: true });
    const [own, other] = [corpus.profile("room 12, please"), corpus.profile("Room 7 please!")];
    expect(own.key).toBe(other.key);
    expect(own.words[1]).not.toBe(other.words[1]);
    expect(new Corpus().profile("room 12, please").key).toBe("room12please");
  });

  it("marks numbers, grammar and synonyms", () => {
    const [the, twelve, refund, reimbursement, card] = corpusOf([]).profile(
      "the 12 refund reimbursement 卡",
    ).words;
    expect(the).toMatchObject({ isFunction: true, isNumber: false });
    expect(twelve).toMatchObject({ isFunction: false, isNumber: true });
    expect(reimbursement?.groups?.some((group) => refund?.groups?.includes(group))).toBe(true);
    expect(card?.groups).toBeNull();
  });
});
