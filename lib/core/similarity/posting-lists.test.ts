import { expect, test } from "vitest";
import { random } from "#lib/core/random.ts";
import { PostingLists } from "#lib/core/similarity/posting-lists.ts";

test("holds what a Map of arrays holds", () => {
  const stream = random("postings");
  const lists = new PostingLists();
  const expected = new Map<number, number[]>();
  for (let row = 0; row < 20_000; row++) {
    // Few low keys with long lists, many with one row, negative ones too.
    const key = stream.int(2) === 0 ? stream.int(20) : stream.int(2 ** 32) | 0;
    lists.add(key, row);
    expected.set(key, [...(expected.get(key) ?? []), row]);
  }
  expect(lists.size).toBe(expected.size);
  for (const [key, rows] of expected) {
    const id = lists.find(key);
    expect([...lists.pool.subarray(lists.start(id), lists.start(id) + lists.length(id))]).toEqual(rows);
  }
  expect(lists.find(21)).toBe(-1);
});
