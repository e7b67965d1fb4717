import { describe, expect, it, test } from "vitest";
import { functionLemmas, lemma, writeOut } from "./lemma.ts";

describe("writeOut", () => {
  test.each([
    ["i'd like a card", "i would like a card"],
    ["i can't pay", "i can not pay"],
    ["i cant pay", "i can not pay"],
    ["i cannot pay", "i can not pay"],
    ["it won't work", "it will not work"],
    ["you don’t know", "you do not know"],
    ["i'm here, we're there, they've gone", "i am here, we are there, they have gone"],
    ["what's that", "what is that"],
    ["she'll call", "she will call"],
    ["i gotta go, i wanna stay, it's gonna rain", "i have to go, i want to stay, it is going to rain"],
    ["wake me at 7 a.m.", "wake me at 7 am"],
    ["wake me at 7pm", "wake me at 7 pm"],
    ["wake me at 7:30 a.m. sharp", "wake me at 7:30 am sharp"],
    ["i 'd like it, i don 't", "i would like it, i do not"],
    ["where is my card", "where is my card"],
    ["мой пароль, 我的卡, thẻ của tôi", "мой пароль, 我的卡, thẻ của tôi"],
    ["cantaloupe", "cantaloupe"],
    ["", ""],
  ])("%j gives %j", (short, long) => {
    expect(writeOut(short)).toBe(long);
    expect(writeOut(long)).toBe(long);
  });
});

describe("lemma", () => {
  test.each([
    ["schedule schedules scheduled scheduling"],
    ["card cards"],
    ["city cities"],
    ["box boxes"],
    ["watch watches watched watching"],
    ["stop stops stopped stopping"],
    ["try tries tried"],
    ["pay pays paid paying"],
    ["go goes went gone going"],
    ["buy bought buying"],
    ["child children"],
    ["quick quickly"],
    ["seven 7"],
    ["first 1 1st"],
    ["twenty 20 20th"],
    ["transfer transfers transferred transferring"],
    ["call calls called calling"],
    ["use uses used using"],
  ])("%s are one word", (forms) => {
    expect(new Set(forms.split(" ").map(lemma)).size).toBe(1);
  });

  test.each([
    ["card", "car"],
    ["bus", "bu"],
    ["bank", "banking book"],
    ["this", "thi"],
    ["address", "addres"],
    ["10", "100"],
  ])("%s is not %s", (one, other) => {
    expect(lemma(one)).not.toBe(lemma(other));
  });

  it("leaves other scripts, short words and numbers as they are", () => {
    for (const word of ["карта", "卡", "thẻ", "", "a", "2024", "3pm"]) expect(lemma(word)).toBe(word);
  });

  it("gives every word of grammar a form that its other forms share", () => {
    for (const word of ["the", "is", "does", "having", "please", "wants", "needed"]) {
      expect(functionLemmas.has(lemma(word)), word).toBe(true);
    }
    for (const word of ["card", "refund", "password"])
      expect(functionLemmas.has(lemma(word)), word).toBe(false);
  });
});
