import { afterEach, describe, expect, it } from "vitest";
import { importLimits, type TableOptions } from "../real-data.ts";
import { parseTable } from "./parse-table.ts";

const csv: TableOptions = { format: "csv", separator: "comma", header: true, quoted: true };
const jsonl: TableOptions = { ...csv, format: "jsonl" };
const refused = (text: string, options: TableOptions) => {
  const parsed = parseTable(text, options);
  return parsed.ok ? parsed.table.refused : parsed.problem;
};

const { rows } = importLimits;
afterEach(() => {
  importLimits.rows = rows;
});

describe("CSV", () => {
  it("names its columns by the header, and rows by their line", () => {
    expect(parseTable(' text ,label\n"a\nb",x\nc,y\n', csv)).toEqual({
      ok: true,
      table: {
        columns: ["text", "label"],
        rows: [
          { line: 2, cells: ["a\nb", "x"] },
          { line: 4, cells: ["c", "y"] },
        ],
        refused: [],
      },
    });
  });

  it("takes the first row as one like others where there is no header", () => {
    expect(parseTable("a,x\nb,y", { ...csv, header: false })).toMatchObject({
      table: {
        columns: ["", ""],
        rows: [
          { line: 1, cells: ["a", "x"] },
          { line: 2, cells: ["b", "y"] },
        ],
      },
    });
  });

  it("refuses ragged rows and broken quotes with their lines, and keeps the rest", () => {
    expect(refused('text,label\na\nb,x,y\n"c"d,x\n"e\ne",x\n,\nf,x,\n', csv)).toEqual([
      { line: 2, code: "columns", found: 1, expected: 2 },
      { line: 3, code: "columns", found: 3, expected: 2 },
      { line: 4, code: "quote" },
      { line: 8, code: "columns", found: 3, expected: 2 },
    ]);
  });

  it.each<[string, string, object]>([
    ["nothing", "", { code: "empty" }],
    ["blank lines", "\n \n,\n", { code: "empty" }],
    ["a header only", "text,label\n", { code: "empty" }],
    [
      "a quotation mark that is never closed",
      'text,label\na,x\nb,"y\nc,z\n',
      { code: "unclosedQuote", line: 3 },
    ],
  ])("has nothing to read in %s", (_, text, problem) => expect(refused(text, csv)).toEqual(problem));

  it.each([
    [true, "text,label\n", 3, true],
    [true, "text,label\n", 4, false],
    [false, "", 3, true],
    [false, "", 4, false],
  ])("counts rows against the limit (header %s)", (header, first, count, fits) => {
    importLimits.rows = 3;
    const parsed = parseTable(`${first}${"a,x\n".repeat(count)}`, { ...csv, header });
    expect(parsed).toMatchObject(fits ? { ok: true } : { ok: false, problem: { code: "tooManyRows" } });
  });
});

describe("JSON Lines", () => {
  it("takes its columns from the keys, in the order in which they come", () => {
    expect(parseTable('{"text":"a","label":"x"}\n{"label":"y","text":"b","more":1}', jsonl)).toEqual({
      ok: true,
      table: {
        columns: ["text", "label", "more"],
        rows: [
          { line: 1, cells: ["a", "x"] },
          { line: 2, cells: ["b", "y", "1"] },
        ],
        refused: [],
      },
    });
  });

  it.each<[string, unknown]>([
    ["null", ""],
    ["7", "7"],
    ["true", "true"],
    ['["a"]', { nested: true }],
    ['{"a":1}', { nested: true }],
    ['"[1]"', "[1]"],
    ['"a\\nb\\u2028c"', "a\nb\u2028c"],
  ])("reads the value %s", (value, cell) => {
    expect(parseTable(`{"text":${value}}`, jsonl)).toMatchObject({ table: { rows: [{ cells: [cell] }] } });
  });

  it("leaves a missing key empty, wherever it stands", () => {
    expect(parseTable('{"a":"1","b":"2"}\n{"b":"3"}\n{"a":"4"}\n{}', jsonl)).toMatchObject({
      table: { rows: [{ cells: ["1", "2"] }, { cells: ["", "3"] }, { cells: ["4"] }, { cells: [] }] },
    });
  });

  it("keeps strange keys as columns", () => {
    expect(parseTable('{"__proto__":"a","constructor":"b"}', jsonl)).toMatchObject({
      table: { columns: ["__proto__", "constructor"], rows: [{ cells: ["a", "b"] }] },
    });
  });

  it("refuses lines that are no object, with their numbers; blank lines count", () => {
    const lines = ['{"a":"1"}', "", '{"a":', "[1]", '"text"', "7", "null", "  ", '{"a":"2"} {}', '{"a":"3"}'];
    const expected = [
      { line: 3, code: "notJson" },
      { line: 4, code: "notObject" },
      { line: 5, code: "notObject" },
      { line: 6, code: "notObject" },
      { line: 7, code: "notObject" },
      { line: 9, code: "notJson" },
    ];
    for (const end of ["\n", "\r\n", "\r"]) expect(refused(lines.join(end), jsonl)).toEqual(expected);
    expect(parseTable(lines.join("\n"), jsonl)).toMatchObject({
      table: { rows: [{ line: 1 }, { line: 10 }] },
    });
  });

  it.each<[string, string, object]>([
    ["nothing", "\n\n", { code: "empty" }],
    ["a JSON list in one line", '[{"text":"a","label":"b"}]', { code: "jsonArray" }],
    ["a JSON list over many", '\n [\n{"text":"a"},\n{"text":"b"}\n]', { code: "jsonArray" }],
  ])("has nothing to read in %s", (_, text, problem) => expect(refused(text, jsonl)).toEqual(problem));

  it("counts rows against the limit, refused ones too", () => {
    importLimits.rows = 3;
    expect(parseTable('{"a":1}\n7\n\n{"a":2}\n', jsonl)).toMatchObject({ ok: true });
    expect(refused('{"a":1}\n7\n{"a":2}\n{"a":3}\n', jsonl)).toEqual({ code: "tooManyRows" });
  });

  it("bears a new key in every line", () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => JSON.stringify({ [`key ${index}`]: index }));
    const parsed = parseTable(lines.join("\n"), jsonl);
    expect(parsed.ok && parsed.table.columns).toHaveLength(importLimits.columns);
  });
});
