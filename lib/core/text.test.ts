import { describe, expect, test } from "vitest";
import {
  characterGrams,
  exactKey,
  normalise,
  numberlessKey,
  segmentedWords,
  tokens,
  words,
  wordsOf,
} from "#lib/core/text.ts";

describe("normalise", () => {
  test.each([
    ["How do I locate my card?", "how do i locate my card"],
    ["  Don't\n top-up\t£10.50!! ", "don t top up 10 50"],
    ["ＦＵＬＬ　ｗｉｄｔｈ ①", "full width 1"],
    ["Straße", "strasse"],
    ["STRASSE", "strasse"],
    ["ẞ", "ss"],
    ["ΟΔΟΣ οδος", "οδοσ οδοσ"],
    ["İSTANBUL ISTANBUL ıstanbul", "istanbul istanbul istanbul"],
    ["co\u00adop\u200b \ufeffz", "coop z"],
    ["我想取消，我的卡。", "我想取消 我的卡"],
    ["Tôi MUỐN hủy thẻ!", "tôi muốn hủy thẻ"],
    ["To\u0302i muo\u0302\u0301n", "tôi muốn"],
    ["أريد إلغاء بطاقتي؟", "أريد إلغاء بطاقتي"],
    ["हिन्दी में।", "हिन्दी में"],
    ["Ё-моё", "ё моё"],
    ["👍🏽 ❤️ ?!", ""],
    ["", ""],
  ])("%j becomes %j, and stays so", (text, expected) => {
    expect(normalise(text)).toBe(expected);
    expect(normalise(expected)).toBe(expected);
  });
});

describe("exactKey", () => {
  test.each([
    ["Don't top-up!", "dont top up"],
    ["你好，我想取消", "你好 我想取消"],
    ["👍🏽 !", "👍🏽!"],
    ["❤\ufe0f", "❤"],
    ["\u200b", ""],
    ["I LOST MY CARD", "i lost... my card?"],
  ])("%j and %j are the same", (a, b) => {
    expect(exactKey(a)).toBe(exactKey(b));
  });

  test.each([
    ["👍", "👎"],
    ["card", "cards"],
    ["résumé", "resume"],
  ])("%j and %j are not", (a, b) => {
    expect(exactKey(a)).not.toBe(exactKey(b));
  });
});

describe("numberlessKey", () => {
  test.each([
    ["card 12", "Card 4711!", true],
    ["send 1,234.50 by 12:30", "send 7 by 8", true],
    ["room 12", "room 12b", false],
    ["٤٢ يوم", "7 يوم", true],
    ["我要退3张票", "我要退１２张票", true],
    ["½ cup", "2 cup", true],
    ["card 12", "card", false],
    ["card 12", "cards 12", false],
    ["seven cards", "eight cards", false],
    ["17", "4", true],
    ["👍 1", "👍 2", true],
    ["👍", "👎", false],
  ])("%j and %j: the same is %j", (a, b, isSame) => {
    expect(numberlessKey(a) === numberlessKey(b)).toBe(isSame);
  });

  test("is the exact key where there is no number", () => {
    expect(numberlessKey("Don't top-up!")).toBe(exactKey("dont top up"));
    expect(numberlessKey("\u200b")).toBe("");
  });
});

describe("words", () => {
  test.each([
    ["I can't log in", ["i", "can", "t", "log", "in"]],
    ["我想取消我的卡", ["我想", "取消", "我的", "卡"]],
    ["สวัสดีครับ", ["สวัสดี", "ครับ"]],
    ["😀", []],
    ["", []],
  ])("of %j", (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test("splitting at spaces gives what the segmenter gives, for every character of the plane", () => {
    const differing: string[] = [];
    for (let code = 0x20; code < 0xfffe; code++) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const character = String.fromCharCode(code);
      const text = normalise(`a${character}b ${character} б${character}3 가${character}`);
      if (wordsOf(text).join("|") !== segmentedWords(text).join("|")) differing.push(code.toString(16));
    }
    expect(differing).toEqual([]);
  });
});

describe("tokens", () => {
  test.each([
    ["I don't top-up £10.50 !", ["i", "dont", "topup", "1050"]],
    ["取消 card，好吗", ["取消", "card", "好", "吗"]],
    ["한국어를 배우다.", ["한국어를", "배우다"]],
    ["?! 👍", []],
  ])("of %j", (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });
});

describe("characterGrams", () => {
  test.each([
    ["abcd", 3, 4],
    ["aaaaaaa", 3, 3],
    ["取消我的卡", 5, 6],
    ["a", 5, 1],
    ["", 5, 0],
  ])("of %j by %i are %i", (text, size, count) => {
    const grams = characterGrams(text, size);
    expect(grams.length).toBe(count);
    expect([...grams]).toEqual([...new Set(grams)].sort((a, b) => a - b));
  });
});
