import { describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  addEntriesInput,
  createVocabularyInput,
  entryText,
  newEntry,
  RESERVED_SLOTS,
  readPastedList,
  saveEntriesInput,
  synonymGroups,
  vocabularyLimits,
  vocabularyName,
} from "./vocabularies.ts";

const messages = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input).error?.issues.map(({ message }) => message.replace("vocabularies.errors.", "")) ??
  [];

describe("readPastedList", () => {
  const entries = (text: string) =>
    readPastedList(text).entries.map(({ text, weight }) => [text, weight] as const);

  it.each<[string, string, (readonly [string, number])[]]>([
    [
      "one entry a line, whatever ends it",
      "a\nb\r\nc\rd",
      [
        ["a", 1],
        ["b", 1],
        ["c", 1],
        ["d", 1],
      ],
    ],
    [
      "a byte order mark",
      "\ufeffa\nb",
      [
        ["a", 1],
        ["b", 1],
      ],
    ],
    [
      "white space and empty lines",
      "  a b \n\n \t \n\t\nc",
      [
        ["a b", 1],
        ["c", 1],
      ],
    ],
    [
      "weights",
      "a\t2\nb\t0\nc\t 1.5 \nd\t0,25\ne\t",
      [
        ["a", 2],
        ["b", 0],
        ["c", 1.5],
        ["d", 0.25],
        ["e", 1],
      ],
    ],
    ["the last tab as the weight's", "a\tb\t3", [["a\tb", 3]]],
    [
      "signs of the template and the grammar as they are",
      '{{ x }}\n[a|b]\n"q"',
      [
        ["{{ x }}", 1],
        ["[a|b]", 1],
        ['"q"', 1],
      ],
    ],
    [
      "entries that differ by case",
      "a\nA",
      [
        ["a", 1],
        ["A", 1],
      ],
    ],
    ["nothing", "", []],
  ])("reads %s", (_, text, expected) => expect(entries(text)).toEqual(expected));

  it("counts what is repeated; the first weight stands", () => {
    expect(readPastedList("a\t3\n a \na\t5\nb")).toEqual({
      entries: [
        { text: "a", weight: 3 },
        { text: "b", weight: 1 },
      ],
      repeated: 2,
      refused: [],
    });
  });

  it.each<[string, string, string]>([
    ["a weight that is no number", "a\tmany", "weight"],
    ["a weight below zero", "a\t-1", "weight"],
    ["a weight that is too great", "a\t1000001", "weight"],
    ["a weight without end", "a\tInfinity", "weight"],
    ["a weight without a text", "\t5", "textMissing"],
    ["a text that is too long", "x".repeat(vocabularyLimits.text + 1), "textTooLong"],
    ["a text that cannot be stored", "a\0b", "characters"],
  ])("refuses %s, by its line", (_, line, key) => {
    expect(readPastedList(`fine\n\n${line}\nfine too`)).toEqual({
      entries: [
        { text: "fine", weight: 1 },
        { text: "fine too", weight: 1 },
      ],
      repeated: 0,
      refused: [{ line: 3, key: `vocabularies.errors.${key}` }],
    });
  });

  it("reads twenty thousand lines at once", () => {
    const started = performance.now();
    const pasted = Array.from({ length: 20_000 }, (_, index) => `entry ${index}\t${index % 9}`).join("\n");
    expect(readPastedList(pasted).entries).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("a vocabulary's name", () => {
  it.each<[string, string[]]>([
    ["city", []],
    ["  product_name2 ", []],
    ["città", []],
    ["产品", []],
    ["", ["nameMissing", "nameCharacters"]],
    ["two words", ["nameCharacters"]],
    ["a-b", ["nameCharacters"]],
    ["a}}", ["nameCharacters"]],
    ["x".repeat(vocabularyLimits.name + 1), ["nameTooLong"]],
  ])("%j", (name, expected) => expect(messages(vocabularyName, name)).toEqual(expected));

  it.each(RESERVED_SLOTS.flatMap((slot) => [slot, slot.toUpperCase()]))("is not the reserved %s", (name) => {
    expect(messages(vocabularyName, name)).toEqual(["nameReserved"]);
  });
});

describe("an entry", () => {
  it.each<[string, object, string[]]>([
    ["with its text", { text: "a" }, []],
    ["as long as may be", { text: "x".repeat(vocabularyLimits.text) }, []],
    ["too long", { text: "x".repeat(vocabularyLimits.text + 1) }, ["textTooLong"]],
    ["empty", { text: " \n" }, ["textMissing"]],
    ["with a NUL", { text: "\0" }, ["characters"]],
    ["of weight 0", { text: "a", weight: 0 }, []],
    ["of a negative weight", { text: "a", weight: -0.1 }, ["weight"]],
    ["of no weight", { text: "a", weight: Number.NaN }, ["weight"]],
    ["of too great a weight", { text: "a", weight: 1_000_001 }, ["weight"]],
  ])("%s", (_, input, expected) => expect(messages(newEntry, input)).toEqual(expected));

  it("is what the database will hold, where half a character stands in it", () => {
    expect(entryText.parse(" a\ud800 ")).toBe("a\ufffd");
  });
});

describe("limits of one request", () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => ({ text: `${index}` }));
  const ids = (count: number) => Array.from({ length: count }, () => crypto.randomUUID());

  it.each<[string, z.ZodType, object, string[]]>([
    [
      "entries of a new one",
      createVocabularyInput,
      { projectId: ids(1)[0], name: "a", entries: many(20_001) },
      ["tooManyEntries"],
    ],
    [
      "as many as may be",
      createVocabularyInput,
      { projectId: ids(1)[0], name: "a", entries: many(20_000) },
      [],
    ],
    [
      "entries added",
      addEntriesInput,
      { vocabularyId: ids(1)[0], entries: many(20_001) },
      ["tooManyEntries"],
    ],
    [
      "entries deleted",
      saveEntriesInput,
      { vocabularyId: ids(1)[0], saved: [], deleted: ids(10_001) },
      ["tooManyChanges"],
    ],
  ])("%s", (_, schema, input, expected) => expect(messages(schema, input)).toEqual(expected));
});

describe("synonymGroups", () => {
  it("reads lines of words that replace one another", () => {
    const texts = [
      "big, large ,huge",
      "alone",
      "a;b",
      "大，巨大、庞大",
      "x, x",
      " , y, ",
      "get back, return\nredo",
    ];
    const entries = texts.map((text, index) => ({ id: `${index}`, text, weight: 1, labelIds: [] }));
    expect(synonymGroups({ entries })).toEqual([
      ["big", "large", "huge"],
      ["a", "b"],
      ["大", "巨大", "庞大"],
      ["get back", "return", "redo"],
    ]);
  });
});
