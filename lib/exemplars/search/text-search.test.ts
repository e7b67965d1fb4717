import { describe, expect, it } from "vitest";
import { PATTERN_SIZE, patternProblem, readWords } from "./text-search.ts";

describe("words", () => {
  it.each([
    ["", [], []],
    ["  refund  card ", ["refund", "card"], []],
    ['"my card" lost', ["my card", "lost"], []],
    ["refund -card", ["refund"], ["card"]],
    ['-"my card" lost', ["lost"], ["my card"]],
    ['lost "my ca', ["lost", "my ca"], []],
    ["top-up", ["top-up"], []],
    ["a - b", ["a", "-", "b"], []],
    ['"" -""', [], []],
    ["支付 -карта", ["支付"], ["карта"]],
    ["100%_", ["100%_"], []],
    ['say"hi"', ["say", "hi"], []],
  ])("of %j", (query, wanted, unwanted) => {
    expect(readWords(query)).toEqual({ wanted, unwanted });
  });
});

describe("a pattern", () => {
  it.each([
    "refund",
    "(refund|card).*pin$",
    "^[^a-z]+$",
    "[(]a{200}",
    "[]\\1]x",
    "[[:alpha:]]{3,5}",
    "(a|b){20}",
    "\\d{3}-\\d{4}",
    "\\(\\?=a",
    "a{2,}",
    "{x}",
    "支付{3}",
    "a{500}b{499}",
  ])("may be %s", (pattern) => {
    expect(patternProblem(pattern)).toBeNull();
  });

  it.each([
    ["(a)\\1", "backReference"],
    ["(a)(b)\\2+", "backReference"],
    ["a(?=b)", "lookAround"],
    ["(?!b)", "lookAround"],
    ["(?<=b)", "lookAround"],
    ["(?<!b)", "lookAround"],
    ["(?i)a", "options"],
    ["***=a", "options"],
    [`a{${PATTERN_SIZE + 1}}`, "tooLarge"],
    ["(a{100}){100}", "tooLarge"],
    ["((ab){30}){30}", "tooLarge"],
    ["(a{1,255}){0,255}", "tooLarge"],
    ["(?:(?:x{20}|y){20}z){20}", "tooLarge"],
    ["a{20}{20}{20}", "tooLarge"],
    ["[[:alpha:]]{1001}", "tooLarge"],
  ])("may not be %s: %s", (pattern, problem) => {
    expect(patternProblem(pattern)).toBe(problem);
  });
});
