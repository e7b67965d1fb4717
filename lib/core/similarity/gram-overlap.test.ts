import { describe, expect, test } from "vitest";
import { random } from "#lib/core/random.ts";
import { GramOverlapIndex, overlapScore } from "#lib/core/similarity/gram-overlap.ts";
import { characterGrams, normalise } from "#lib/core/text.ts";

function scoreOf(a: string, b: string): number {
  const left = characterGrams(normalise(a), 5);
  const right = new Set(characterGrams(normalise(b), 5));
  return overlapScore(left.filter((gram) => right.has(gram)).length, left.length, right.size);
}

describe("overlapScore", () => {
  test.each([
    [0, 10, 10, 0],
    [10, 10, 10, 1],
    [5, 10, 10, 1 / 3],
    [10, 10, 20, 0.5],
    [40, 40, 200, 1],
    [30, 40, 200, 0.6],
  ])("%i shared of %i and %i give %d", (shared, a, b, score) => {
    expect(overlapScore(shared, a, b)).toBeCloseTo(score, 10);
  });
});

describe("GramOverlapIndex", () => {
  const stream = random("grams");
  const word = () => Array.from({ length: 2 + stream.int(6) }, () => stream.pick([..."abcdefghij"])).join("");
  const vocabulary = Array.from({ length: 500 }, word);
  const text = () => Array.from({ length: 3 + stream.int(12) }, () => stream.pick(vocabulary)).join(" ");
  const rows = Array.from({ length: 600 }, text);
  const index = new GramOverlapIndex();
  for (const [order, row] of rows.entries()) index.add(row, order);

  test("finds what comparing with every row finds", () => {
    for (let i = 0; i < 300; i++) {
      const words = stream.pick(rows).split(" ");
      for (let edits = stream.int(4); edits > 0; edits--) words[stream.int(words.length)] = word();
      const query = i % 3 ? words.join(" ") : `${words.join(" ")} ${text()}`;
      const before = stream.int(601);
      let best: { row: number; score: number } | null = null;
      for (const [row, other] of rows.slice(0, before).entries()) {
        const score = scoreOf(query, other);
        if (score >= 0.5 && score > (best?.score ?? 0)) best = { row, score };
      }
      expect(index.best(query, before, 0.5)).toEqual(best);
    }
  });

  test("a row inside a longer text scores 1, a few shared words do not", () => {
    const own = new GramOverlapIndex();
    own.add("I was charged twice for the same hotel booking", 0);
    own.add("my card", 1);
    expect(
      own.best("Hello. I was charged TWICE for the same hotel booking, please help!", 2, 0.5)?.score,
    ).toBe(1);
    expect(own.best("I have lost my card somewhere on the way home", 2, 0.5)).toBeNull();
  });

  test("finds equal rows though every gram of theirs is frequent", () => {
    const own = new GramOverlapIndex();
    for (let i = 0; i < 64; i++) own.add("the very same row every time", i);
    expect(own.best("the very same row every time", 64, 0.5)).toEqual({ row: 0, score: 1 });
  });

  test("does not find a removed row", () => {
    const own = new GramOverlapIndex();
    own.add("where is my new card", 0);
    own.remove(0);
    expect(own.best("where is my new card", Infinity, 0.1)).toBeNull();
  });
});
