import { describe, expect, it } from "vitest";
import { sayARow } from "./says-a-row.ts";

const rows = [
  "When does the museum open?",
  "transfer",
  "Où est la gare, s'il vous plaît",
  "我想取消明天的预订",
  "🎉🎉",
];

describe("sayARow", () => {
  it.each([
    ["the row itself", "When does the museum open?", "exact"],
    ["other case and punctuation", "when does THE museum open", "exact"],
    ["other spaces", "when does the mu  seum open", "contained"],
    ["symbols alone", "🎉 🎉", "exact"],
    ["more words around it", "Hello, when does the museum open on Sunday?", "contained"],
    ["a short row as a whole", "Transfer!", "exact"],
    ["accents and apostrophes", "bonjour, où est la gare s'il vous plaît", "contained"],
    ["a script without spaces", "你好，我想取消明天的预订，谢谢", "contained"],
  ])("finds %s", (_name, text, how) => {
    expect(sayARow([text], rows)).toEqual([how]);
  });

  it.each([
    ["another text", "When does the library open?"],
    ["a part of the row", "does the museum open"],
    ["a short row inside a text", "please transfer my books"],
    ["the row's words with one between", "when does the old museum open"],
    ["nothing", "…"],
  ])("passes %s", (_name, text) => {
    expect(sayARow([text], rows)).toEqual([null]);
  });
});
