import { describe, expect, test } from "vitest";
import { random } from "#lib/core/random.ts";
import { GapEditIndex, gapBetween } from "#lib/core/similarity/gap-edit.ts";

describe("gapBetween", () => {
  test.each([
    ["abcdef", "abcdef", 0],
    ["abcdef", "abXdef", 1],
    ["abcdef", "abdef", 1],
    ["abcdef", "abXYZdef", 3],
    ["aaaa", "aa", 2],
    ["abc", "xyz", 3],
    ["", "ab", 2],
  ])("of %j and %j is %i", (a, b, gap) => {
    expect(gapBetween(a, b)).toBe(gap);
    expect(gapBetween(b, a)).toBe(gap);
  });
});

describe("GapEditIndex", () => {
  test("finds what comparing with every row finds", () => {
    const stream = random("gaps");
    const text = () =>
      Array.from({ length: 1 + stream.int(24) }, () => stream.pick(["甲", "乙", "丙"])).join("");
    const rows = Array.from({ length: 300 }, text);
    const index = new GapEditIndex();
    for (const [i, row] of rows.entries()) index.add(row, i, i);
    for (let i = 0; i < 500; i++) {
      const query = i % 2 ? text() : `${stream.pick(rows).slice(0, 12)}丁丁${stream.pick(rows).slice(-6)}`;
      const before = stream.int(301);
      let best: { row: number; score: number } | null = null;
      for (const [row, other] of rows.slice(0, before).entries()) {
        const longer = Math.max(query.length, other.length);
        const gap = gapBetween(query, other);
        if (gap > (longer < 4 ? 0 : Math.min(8, longer >> 1))) continue;
        if (!best || 1 - gap / longer > best.score) best = { row, score: 1 - gap / longer };
      }
      expect(index.best(query, before)).toEqual(best);
    }
  });

  test("does not find a removed row", () => {
    const index = new GapEditIndex();
    index.add("我想取消我的卡", 7, 0);
    expect(index.best("我想更换我的卡", 1)).toEqual({ row: 7, score: 1 - 2 / 7 });
    index.remove(7);
    expect(index.best("我想更换我的卡", 1)).toBeNull();
  });
});
