import { describe, expect, test } from "vitest";
import { overlappingSpans } from "#lib/screening/overlap.ts";

/** The marked parts of the text, by the spans. */
function marked(text: string, other: string): string[] {
  return overlappingSpans(text, other).map(([start, end]) => text.slice(start, end));
}

describe("overlappingSpans", () => {
  test.each([
    ["Where is my new card?", "where is my new card", ["Where is my new card"]],
    ["Where is my OLD card?", "where is my new card", ["Where is my", "card"]],
    ["Hi! I can't log in, sorry", "I can’t log in", ["I can't log in"]],
    ["card my", "my card", ["my"]],
    ["nothing alike", "quite different", []],
    ["", "anything", []],
    ["👍 yes", "yes 👎", ["yes"]],
    ["ﬁne ＣＡＦＥ", "fine cafe", ["ﬁne ＣＡＦＥ"]],
    ["我想更换我的卡", "我想取消我的卡", ["我想", "我的卡"]],
    ["Я потерял карту!", "я нашёл карту", ["Я", "карту"]],
    ["أريد إلغاء بطاقتي", "أريد تفعيل بطاقتي", ["أريد", "بطاقتي"]],
  ])("of %j with %j", (text, other, expected) => {
    expect(marked(text, other)).toEqual(expected);
  });

  test("marks runs of words in long texts", () => {
    const filler = (seed: string) => Array.from({ length: 600 }, (_, i) => `${seed}${i}`).join(" ");
    expect(marked(`${filler("a")} one two three ${filler("b")}`, `${filler("c")} ONE, two three`)).toEqual([
      "one two three",
    ]);
  });
});
