import { describe, expect, test } from "vitest";
import { embed, embedder } from "#lib/core/similarity/character-embedding.ts";

const { dimensions } = embedder;

function cosine(a: string, b: string): number {
  const vectors = embed([a, b]);
  let sum = 0;
  for (let i = 0; i < dimensions; i++) sum += (vectors[i] as number) * (vectors[dimensions + i] as number);
  return sum;
}

describe("embed", () => {
  test("rows have length 1 and do not depend on their neighbours", () => {
    const texts = ["I lost my card", "我想取消我的卡", "a", "aaaa ".repeat(2000), "صباح الخير"];
    const together = embed(texts);
    expect(together.length).toBe(texts.length * dimensions);
    for (const [i, text] of texts.entries()) {
      const row = together.subarray(i * dimensions, (i + 1) * dimensions);
      expect(row).toEqual(embed([text]));
      expect(Math.hypot(...row)).toBeCloseTo(1, 5);
    }
  });

  test.each(["", "  ", "?!", "👍"])("%j has no direction", (text) => {
    expect(embed([text]).every((value) => value === 0)).toBe(true);
  });

  test.each([
    ["Where is my card?", "where IS my card", 1, 1],
    ["I would like to reactivate my old card", "I'd like to reactivate my old card please", 0.6, 0.95],
    ["Where is my card?", "Why was the exchange rate so bad yesterday?", -0.15, 0.3],
    ["我的卡片在哪里", "我的卡片现在在哪里", 0.6, 0.95],
    ["我的卡片在哪里", "昨天的汇率为什么这么差", -0.15, 0.3],
    ["Где моя карта?", "Почему вчера был такой плохой курс обмена?", -0.15, 0.3],
  ])("the cosine of %j and %j lies between %d and %d", (a, b, least, most) => {
    expect(cosine(a, b)).toBeGreaterThan(least - 1e-5);
    expect(cosine(a, b)).toBeLessThan(most + 1e-5);
  });
});
