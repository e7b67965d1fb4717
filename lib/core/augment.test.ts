import { describe, expect, it } from "vitest";
import {
  type AugmentRequest,
  deleteWords,
  insertSynonyms,
  replaceSynonyms,
  swapWords,
  synonymsOf,
} from "./augment.ts";
import { random } from "./random.ts";

const text = "Please, could you cancel my big order today?";
const synonyms = synonymsOf([
  ["cancel", "stop", "revoke"],
  ["big", "large"],
  ["order", "purchase"],
]);

function apply(
  operation: (request: AugmentRequest) => string,
  given: Partial<AugmentRequest> & { seed?: number },
) {
  const { seed = 1, ...rest } = given;
  return operation({ text, strength: 0.1, synonyms, random: random(seed), ...rest });
}

const seeds = Array.from({ length: 200 }, (_, seed) => seed);
const wordsOf = (sentence: string) => sentence.split(/[\s,?.]+/).filter(Boolean);

describe("synonymsOf", () => {
  it("joins the groups of a word, whatever its case, and never gives the word itself", () => {
    const found = synonymsOf([
      ["Car", "auto"],
      ["car", "wagon", "CAR"],
    ]);
    expect(found.get("car")).toEqual(["auto", "wagon"]);
    expect(found.get("auto")).toEqual(["Car"]);
  });
});

describe("replaceSynonyms", () => {
  it("replaces as many words as the strength says, all of them by synonyms", () => {
    for (const [strength, changed] of [
      [0, 1],
      [0.1, 1],
      [0.25, 2],
      [0.5, 3],
    ] as const) {
      const after = apply(replaceSynonyms, { strength });
      const pairs = wordsOf(text).map((word, index) => [word, wordsOf(after)[index]]);
      const different = pairs.filter(([before, now]) => before !== now);
      expect(different).toHaveLength(changed);
      for (const [before, now] of different) expect(synonyms.get(before ?? "")).toContain(now);
    }
  });

  it.each([
    ["Order it.", "Purchase it."],
    ["ORDER it.", "PURCHASE it."],
    ["order it.", "purchase it."],
  ])("keeps the capitals of %j", (before, after) => {
    expect(apply(replaceSynonyms, { text: before })).toBe(after);
  });

  it("leaves a text without known words as it is", () => {
    expect(apply(replaceSynonyms, { text: "nothing here" })).toBe("nothing here");
    expect(apply(replaceSynonyms, { text: "" })).toBe("");
  });
});

describe("insertSynonyms", () => {
  it("adds synonyms of the text's words and takes nothing away", () => {
    for (const seed of seeds) {
      const after = wordsOf(apply(insertSynonyms, { seed, strength: 0.25 }));
      expect(after).toHaveLength(wordsOf(text).length + 2);
      const added = new Set(["stop", "revoke", "large", "purchase"]);
      expect(after.filter((word) => !added.has(word))).toEqual(wordsOf(text));
    }
  });
});

describe("swapWords", () => {
  it("keeps the words and the punctuation, and changes the order", () => {
    for (const seed of seeds) {
      const after = apply(swapWords, { seed });
      expect(wordsOf(after).sort()).toEqual(wordsOf(text).sort());
      expect(after.replace(/[\p{L}]+/gu, "w")).toBe(text.replace(/[\p{L}]+/gu, "w"));
      expect(after).not.toBe(text);
    }
  });

  it("leaves a single word", () => {
    expect(apply(swapWords, { text: "Help!" })).toBe("Help!");
  });
});

describe("deleteWords", () => {
  it("leaves at least one word, no double spaces, and the others in their order", () => {
    for (const seed of seeds) {
      const after = apply(deleteWords, { seed, strength: 0.5 });
      const left = wordsOf(after);
      expect(left.length).toBeGreaterThan(0);
      expect(after).not.toMatch(/ {2}|^\s|\s$/);
      let from = 0;
      for (const word of left) {
        from = wordsOf(text).indexOf(word, from) + 1;
        expect(from).toBeGreaterThan(0);
      }
    }
  });

  it("deletes about as many as the strength says", () => {
    const left = seeds.map((seed) => wordsOf(apply(deleteWords, { seed, strength: 0.25 })).length);
    const mean = left.reduce((sum, count) => sum + count, 0) / left.length;
    expect(Math.abs(mean - 6)).toBeLessThan(0.4);
  });
});

describe("every operation", () => {
  it.each([replaceSynonyms, insertSynonyms, swapWords, deleteWords])(
    "%o is the same for a seed",
    (operation) => {
      for (const seed of seeds.slice(0, 20)) {
        expect(apply(operation, { seed, strength: 0.3 })).toBe(apply(operation, { seed, strength: 0.3 }));
      }
      expect(new Set(seeds.map((seed) => apply(operation, { seed, strength: 0.3 }))).size).toBeGreaterThan(1);
    },
  );

  it("finds words where no spaces stand between them", () => {
    const chinese = "我想取消今天的订单";
    expect(apply(swapWords, { text: chinese })).not.toBe(chinese);
    expect([...apply(swapWords, { text: chinese })].sort()).toEqual([...chinese].sort());
  });
});
