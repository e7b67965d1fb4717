import { expect, it } from "vitest";
import { hitPattern, hitsIn } from "./search-hits.ts";

const marked = (asked: string, textMode: "words" | "exact" | "regex", text: string) =>
  hitsIn(text, hitPattern({ text: asked, textMode })).map(([from, to]) => text.slice(from, to));

it.each([
  ["refund card", "words", "Card lost, no refund for the card", ["Card", "refund", "card"]],
  ["refund card", "exact", "a Refund card and a card refund", ["Refund card"]],
  ["  refund  ", "exact", "refund", ["refund"]],
  ["a.c", "exact", "abc a.c", ["a.c"]],
  ["(why?)", "words", "Why (not)", ["Why"]],
  ["^card", "regex", "card", []],
  ["", "words", "card", []],
  ["?!", "words", "what?!", []],
  ["بطاقة", "words", "فقدت بطاقة الائتمان", ["بطاقة"]],
  ["银行卡", "words", "我的银行卡丢了", ["银行卡"]],
  ["👍🏽", "exact", "ok 👍🏽!", ["👍🏽"]],
  ["car card", "words", "card car", ["card", "car"]],
] as const)("%s as %s in %s", (asked, mode, text, expected) => {
  expect(marked(asked, mode, text)).toEqual(expected);
});

it("marks no more than an eye can use", () => {
  expect(marked("a", "exact", "a".repeat(10_000))).toHaveLength(60);
});
