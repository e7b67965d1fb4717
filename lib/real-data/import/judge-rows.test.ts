import { describe, expect, it } from "vitest";
import { importLimits } from "../real-data.ts";
import type { Cell, Table } from "../table/table.ts";
import { judgeRows } from "./judge-rows.ts";

type Asked = Parameters<typeof judgeRows>[0];

const table = (rows: Cell[][], refused: Table["refused"] = []): Table => ({
  columns: ["text", "label"],
  rows: rows.map((cells, index) => ({ line: index + 2, cells })),
  refused,
});

const judge = (rows: Cell[][], changes: Partial<Asked> = {}) =>
  judgeRows({
    kind: "support",
    table: table(rows),
    mapping: { text: 0, label: 1 },
    labels: ["refund", "card"],
    createLabels: false,
    present: new Map(),
    ...changes,
  });

describe("one row", () => {
  it.each<[string, Cell[], object | null]>([
    ["comes in", ["a text", "refund"], null],
    ["with space around both", [" a text\n", " refund "], null],
    ["of symbols only", ["?!", "refund"], null],
    ["of an emoji", ["👍🏽", "refund"], null],
    ["as long as may be", ["a".repeat(importLimits.text), "refund"], null],
    ["without a text", ["  ", "refund"], { code: "emptyText" }],
    ["of characters that nobody sees", ["\u200b\u2060\ufeff", "refund"], { code: "emptyText" }],
    ["without any cell", [], { code: "emptyText" }],
    ["too long", ["a".repeat(importLimits.text + 1), "refund"], { code: "textTooLong" }],
    ["with a NUL, as JSON can spell it", ["a\0b", "refund"], { code: "textNotUsable" }],
    ["without a label", ["a", ""], { code: "emptyLabel" }],
    ["whose label is missing", ["a"], { code: "emptyLabel" }],
    ["whose label is a number", ["a", "7"], { code: "unknownLabel", label: "7" }],
    ["with an unknown label", ["a", "theft"], { code: "unknownLabel", label: "theft" }],
    ["with a label that differs by case", ["a", "Refund"], { code: "unknownLabel", label: "Refund" }],
    ["with a label that is too long", ["a", "x".repeat(101)], { code: "labelNotUsable" }],
    ["with a line break in the label", ["a", "ref\nund"], { code: "labelNotUsable" }],
    ["whose text is nested", [{ nested: true }, "refund"], { code: "nested", column: "text" }],
    ["whose label is nested", ["a", { nested: true }], { code: "nested", column: "label" }],
  ])("%s", (_, cells, refusal) => {
    const { rows, report } = judge([cells]);
    expect(report.refused).toEqual(refusal ? [{ line: 2, ...refusal }] : []);
    expect(rows).toHaveLength(refusal ? 0 : 1);
    expect(report).toMatchObject({ rowsRead: 1, rowsAdded: rows.length, refusedCount: 1 - rows.length });
  });

  it("is trimmed, and keyed by what it says", () => {
    expect(judge([["  Don't TOP-UP! ", "refund"]]).rows).toEqual([
      { line: 2, text: "Don't TOP-UP!", normalised: "donttopup", label: "refund" },
    ]);
  });

  it("takes its label in whatever form of Unicode", () => {
    const labels = ["Zürich".normalize("NFC"), "ﻋﺮﺑﻲ", "退款"];
    const rows = labels.map((label, index) => [`text ${index}`, label.normalize("NFD")]);
    expect(judge(rows, { labels }).rows.map(({ label }) => label)).toEqual(labels);
  });

  it("is what the database will hold, where half a character stands in it", () => {
    const { rows, newLabels } = judge([["half \ud83d of one", "la\udc00bel"]], { createLabels: true });
    expect(rows).toMatchObject([{ text: "half \ufffd of one", label: "la\ufffdbel" }]);
    expect(newLabels).toEqual(["la\ufffdbel"]);
  });
});

describe("rows together", () => {
  it("leaves out the same text with the same label, but for case, space and punctuation", () => {
    const texts = [
      "Where is it?",
      "where is it",
      " WHERE  IS IT!! ",
      "where\tis it",
      "Ｗhere is it",
      "where was it",
    ];
    expect(judge(texts.map((text) => [text, "refund"])).report).toMatchObject({
      rowsAdded: 2,
      duplicates: 4,
      refusedCount: 0,
    });
  });

  it("refuses the same text with another label, and names the line of the first", () => {
    const { rows, report } = judge([
      ["a text", "refund"],
      ["other", "card"],
      ["A text.", "card"],
      ["a text", "refund"],
    ]);
    expect(rows.map(({ line }) => line)).toEqual([2, 3]);
    expect(report).toMatchObject({ duplicates: 1, refused: [{ line: 4, code: "conflict", otherLine: 2 }] });
  });

  it("does so with what is in the set already", () => {
    const present = new Map([["atext", "refund"]]);
    const rows = [
      ["a text", "refund"],
      ["a text", "card"],
    ];
    expect(judge(rows, { present }).report).toMatchObject({
      rowsAdded: 0,
      duplicates: 1,
      refused: [{ line: 3, code: "conflictWithSet" }],
    });
  });

  it("tells the refusals of the table among its own, by line", () => {
    const refused: Table["refused"] = [
      { line: 1, code: "notJson" },
      { line: 3, code: "quote" },
    ];
    const given = { ...table([], refused), rows: [{ line: 2, cells: ["", "refund"] }] };
    expect(judge([], { table: given }).report).toMatchObject({
      rowsRead: 3,
      refused: [{ line: 1 }, { line: 2, code: "emptyText" }, { line: 3 }],
    });
  });

  it("lists so many refusals and counts them all", () => {
    const { report } = judge(Array.from({ length: importLimits.listed + 7 }, () => ["", "refund"]));
    expect(report.refused).toHaveLength(importLimits.listed);
    expect(report.refusedCount).toBe(importLimits.listed + 7);
  });
});

describe("labels that the project does not have", () => {
  const rows = [
    ["a", "theft"],
    ["b", "loss"],
    ["c", "loss"],
    ["d", "Loss"],
    ["e", "refund"],
  ];

  it("are told with their rows, the most frequent first", () => {
    const { rows: taken, newLabels, report } = judge(rows);
    expect(taken).toHaveLength(1);
    expect(newLabels).toEqual([]);
    expect(report.unknownLabels).toEqual([
      { name: "loss", rows: 2 },
      { name: "theft", rows: 1 },
      { name: "Loss", rows: 1 },
    ]);
  });

  it("are created in the order of the file; another case is another label", () => {
    const { rows: taken, newLabels, report } = judge(rows, { createLabels: true });
    expect(taken).toHaveLength(5);
    expect(newLabels).toEqual(["theft", "loss", "Loss"]);
    expect(report).toMatchObject({ labelsCreated: newLabels, refusedCount: 0 });
  });

  it("are not created for rows that do not come in", () => {
    const conflicting = [
      ["a", "refund"],
      ["a", "theft"],
      ["", "loss"],
    ];
    expect(judge(conflicting, { createLabels: true }).newLabels).toEqual([]);
  });
});

describe("a report", () => {
  it("names no text", () => {
    const given = [
      ["secret one", "refund"],
      ["secret one", "card"],
      ["secret two\0", "refund"],
      [`secret three${"x".repeat(importLimits.text)}`, "refund"],
      ["secret four", "unknown"],
    ];
    expect(JSON.stringify(judge(given, { kind: "test" }).report)).not.toContain("secret");
  });
});
