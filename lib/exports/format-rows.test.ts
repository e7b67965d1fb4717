import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { columnsOf, contentDisposition, exportFileName } from "./exports.ts";
import { formatHead, formatRows } from "./format-rows.ts";

const COLUMNS = columnsOf(["number", "slots", "similarity"]);

const csv = (text: string) => formatRows("csv", ["text", "label"], [{ text, label: "a label" }]);
const readBack = (file: string) => parse(file) as string[][];

describe("CSV", () => {
  it.each([
    'She said "no", twice',
    "two\nlines",
    "two\r\nlines",
    "two\rlines",
    "a,b;c\td",
    '"',
    '""',
    ",",
    " space around ",
    "emoji 👩‍👩‍👧 and ﷽ and ẞ",
    "don't",
    "a=b",
    "0",
  ])("comes back as it was: %j", (text) => {
    expect(readBack(csv(text))).toEqual([[text, "a label"]]);
  });

  it.each(["=1+1", "+49 30", "-2", "@SUM(A1)", "\tcell", "\rcell", "＝1", '=cmd|"/c calc"!A1', "=", "-"])(
    "is no formula: %j",
    (text) => {
      expect(readBack(csv(text))).toEqual([[`'${text}`, "a label"]]);
    },
  );

  it("neutralises every column, not the text alone", () => {
    const file = formatRows("csv", ["text", "label", "recipe"], [{ text: "a", label: "=b", recipe: "@c" }]);
    expect(readBack(file)).toEqual([["a", "'=b", "'@c"]]);
  });

  it("has a head, CRLF line ends, numbers as numbers, objects as JSON and nothing as nothing", () => {
    const file =
      formatHead("csv", COLUMNS) +
      formatRows("csv", COLUMNS, [
        { text: "a", label: "b", number: 1, slots: { topic: 'x "y"' }, similarity: -0.25 },
        { text: "c", label: "d", number: 2, slots: {}, similarity: null },
      ]);
    expect(file).toBe(
      [
        "text,label,number,slots,similarity",
        'a,b,1,"{""topic"":""x \\""y\\""""}",-0.25',
        "c,d,2,{},",
        "",
      ].join("\r\n"),
    );
  });
});

describe("JSONL", () => {
  it("keeps every character, a line a row, the columns in their order", () => {
    const row = { text: '=1\n"2"\r\u2028👩‍👩‍👧', label: "b", number: 1, slots: { a: "b" }, similarity: null };
    const file = formatHead("jsonl", COLUMNS) + formatRows("jsonl", COLUMNS, [row, row]);
    const lines = file.split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[2]).toBe("");
    expect(JSON.parse(lines[0] ?? "")).toEqual(row);
    expect(Object.keys(JSON.parse(lines[1] ?? ""))).toEqual(COLUMNS);
  });
});

describe("columnsOf", () => {
  it("puts text and label first and the rest in one order, once each", () => {
    expect(columnsOf(["seed", "number", "seed"])).toEqual(["text", "label", "number", "seed"]);
  });
});

describe("exportFileName", () => {
  it.each([
    ["City library", "city-library-3.csv"],
    ["../../etc/passwd", "etc-passwd-3.csv"],
    ['Größe: ½ \r\n"x"', "größe-1-2-x-3.csv"],
    ["???", "export-3.csv"],
    ["図書館", "図書館-3.csv"],
  ])("of %j", (project, name) => expect(exportFileName(project, 3, "csv")).toBe(name));

  it("fits a header", () => {
    expect(contentDisposition("größe-図-3.csv")).toBe(
      `attachment; filename="groe--3.csv"; filename*=UTF-8''gr%C3%B6%C3%9Fe-%E5%9B%B3-3.csv`,
    );
  });
});
