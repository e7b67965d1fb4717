import { describe, expect, test } from "vitest";
import { random } from "#lib/core/random.ts";
import { WordEditIndex } from "#lib/core/similarity/word-edit.ts";
import { tokens } from "#lib/core/text.ts";

function indexOf(...rows: string[]): WordEditIndex {
  const index = new WordEditIndex();
  for (const [order, row] of rows.entries()) index.add(row, order);
  return index;
}

/** Damerau's distance on words (optimal string alignment), the plain way. */
function distance(a: readonly string[], b: readonly string[]): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => i + j),
  );
  const at = (i: number, j: number) => d[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      (d[i] as number[])[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost, swap);
    }
  }
  return at(a.length, b.length);
}

describe("WordEditIndex", () => {
  test.each([
    ["the same", "where is my new card", 1],
    ["other case and punctuation", "WHERE is: my new … card?", 1],
    ["a word substituted", "where is my old card", 1 - 1 / 5],
    ["the first word substituted", "here is my new card", 1 - 1 / 5],
    ["the last word substituted", "where is my new PIN", 1 - 1 / 5],
    ["a word inserted", "where is my very new card", 1 - 1 / 6],
    ["a word at the end", "where is my new card please", 1 - 1 / 6],
    ["a word deleted", "where is my card", 1 - 1 / 5],
    ["neighbours swapped", "where is new my card", 1 - 1 / 5],
    ["two words substituted", "where was my old card", null],
    ["a word moved far", "card where is my new", null],
    ["nothing", "", null],
  ])("%s", (_, query, score) => {
    const found = indexOf("unrelated row", "Where is my new card").best(query, Infinity);
    if (score === null) expect(found).toBeNull();
    else {
      expect(found?.row).toBe(1);
      expect(found?.score).toBeCloseTo(score, 10);
    }
  });

  test.each([
    ["card", "card", true],
    ["card", "cards", false],
    ["card", "my card", false],
    ["my card", "card", false],
    ["lost card", "stolen card", true],
    ["退款", "退货", false],
  ])("the row %j and the text %j", (row, text, found) => {
    expect(indexOf(row).best(text, Infinity) !== null).toBe(found);
  });

  test("finds what comparing with every row finds", () => {
    const stream = random("edits");
    const text = (most: number) =>
      Array.from({ length: 1 + stream.int(most) }, () => stream.pick(["a", "b", "c", "d"])).join(" ");
    const rows = Array.from({ length: 400 }, () => text(9));
    const index = indexOf(...rows);
    for (let i = 0; i < 2000; i++) {
      const query = tokens(`${text(9)}${i % 3 ? "" : " z"}`);
      const before = stream.int(401);
      let best = 0;
      for (const row of rows.slice(0, before).map(tokens)) {
        const edits = distance(query, row);
        const longer = Math.max(query.length, row.length);
        if (edits === 0 || (edits === 1 && Math.min(query.length, row.length) > 1)) {
          best = Math.max(best, 1 - edits / longer);
        }
      }
      const found = index.best(query.join(" "), before);
      expect(found?.score ?? 0).toBeCloseTo(best, 10);
      if (found) expect(found.row).toBeLessThan(before);
    }
  });

  test("keeps to rows of a lower order and to rows that are there", () => {
    const index = indexOf("cancel my card", "cancel my order");
    expect(index.best("cancel my trip", 1)?.row).toBe(0);
    expect(index.best("cancel my trip", 0)).toBeNull();
    index.remove(0);
    expect(index.best("cancel my trip", Infinity)?.row).toBe(1);
  });
});
