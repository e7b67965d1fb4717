import { describe, expect, test } from "vitest";
import { random } from "#lib/core/random.ts";
import { SequenceIndex, unitsOf } from "#lib/core/similarity/sequence-index.ts";
import { normalise } from "#lib/core/text.ts";

const units = (text: string) => unitsOf(normalise(text));

function indexOf(rows: readonly string[]): SequenceIndex {
  const index = new SequenceIndex();
  for (const [order, row] of rows.entries()) index.add(units(row), order);
  return index;
}

function find(index: SequenceIndex, text: string, before = Infinity): number[] {
  const found = new Set<number>();
  index.find(units(text), before, found);
  return [...found];
}

describe("unitsOf", () => {
  test.each([
    ["", 0],
    ["where is my card", 4],
    ["我的卡", 3],
    ["我的 visa 卡 2 张", 6],
    ["Где моя карта?", 3],
  ])("%j has %i", (text, count) => {
    expect(units(text).length).toBe(count);
  });

  test("are equal where the words are", () => {
    const [card, card2, plastic, card3] = units("Card, card 卡 CARD");
    expect([card2, card3]).toEqual([card, card]);
    expect(plastic).not.toBe(card);
    expect(new Set(units("card 卡 cards 片")).size).toBe(4);
  });
});

describe("SequenceIndex", () => {
  test.each([
    ["a row inside a longer text", "Hello, where is my new card? Thanks!", "where is my new card"],
    ["a row of two words", "please tell me how the top up thing works", "top up"],
    [
      "a row of eight words",
      "so: I was charged twice for the same hotel booking!",
      "I was charged twice for the same hotel",
    ],
    ["a text inside a longer row", "charged twice", "Why was I charged twice in a single week?"],
    ["in Chinese", "你好，请问我想取消我的信用卡，谢谢", "我想取消我的信用卡"],
    ["in Thai", "สวัสดีครับ ฉันต้องการยกเลิกบัตรวันนี้", "ฉันต้องการยกเลิกบัตร"],
  ])("finds %s", (_, text, row) => {
    const rows = ["what is the exchange rate", "今天天气怎么样", row, "how do I close my account"];
    expect(find(indexOf(rows), text)).toContain(2);
  });

  test("of the rows inside a text finds one of the longest", () => {
    const stream = random("sequences");
    const text = (most: number) =>
      Array.from({ length: 1 + stream.int(most) }, () => stream.pick([..."abcd"])).join(" ");
    const rows = Array.from({ length: 400 }, () => text(12));
    const index = indexOf(rows);
    for (let i = 0; i < 400; i++) {
      const query = `${text(8)} ${stream.pick(rows)} ${text(8)}`;
      const before = stream.int(401);
      const inside = rows.slice(0, before).filter((row) => ` ${query} `.includes(` ${row} `));
      const longest = Math.max(0, ...inside.map((row) => row.length));
      const [found] = find(index, query, before);
      if (longest === 0) continue;
      expect(inside).toContain(rows[found as number]);
      expect(rows[found as number]?.length).toBe(longest);
    }
  });

  test("does not find removed rows, nor those of a higher order", () => {
    const index = indexOf(["where is my card", "where is my card"]);
    expect(find(index, "where is my card", 0)).toEqual([]);
    index.remove(0);
    expect(find(index, "tell me where is my card")).toEqual([1]);
  });
});
