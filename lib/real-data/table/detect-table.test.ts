import { describe, expect, it } from "vitest";
import { detectTable, guessMapping } from "./detect-table.ts";
import { parseTable } from "./parse-table.ts";

const texts = [
  "I want my money back",
  "where is my card, please",
  "it is gone; help",
  "top it up",
  "hello there",
];
const labels = ["refund", "card", "card", "card", "refund"];

function rows(separator: string, header = "") {
  const quote = (cell: string) => (cell.includes(separator) ? `"${cell}"` : cell);
  return header + texts.map((text, index) => `${quote(text)}${separator}${labels[index]}\n`).join("");
}

describe("detectTable", () => {
  it.each<[string, string, string, object]>([
    ["commas", rows(",", "text,label\n"), "a.csv", { separator: "comma", header: true }],
    ["semicolons", rows(";", "text;label\n"), "a.csv", { separator: "semicolon", header: true }],
    ["tabs", rows("\t", "text\tlabel\n"), "a.csv", { separator: "tab", header: true }],
    ["commas without a header", rows(","), "a.csv", { separator: "comma", header: false }],
    ["semicolons without a header", rows(";"), "a.csv", { separator: "semicolon", header: false }],
    ["tabs without a header", rows("\t"), "a.tsv", { separator: "tab", header: false }],
    [
      "a header in words of its own",
      rows(",", "Frage,Anliegen\n"),
      "a.csv",
      { separator: "comma", header: true },
    ],
    [
      "line ends CRLF",
      rows(";", "text;label\n").replaceAll("\n", "\r\n"),
      "a.csv",
      { separator: "semicolon", header: true },
    ],
    [
      "line ends CR",
      rows(",", "text,label\n").replaceAll("\n", "\r"),
      "a.csv",
      { separator: "comma", header: true },
    ],
    ["pasted rows", rows("\t", "Text\tIntent\n"), "", { format: "csv", separator: "tab", header: true }],
    ["one row", "a,b", "a.csv", { separator: "comma", header: false }],
    ["one column", "a\nb\nc", "a.csv", { separator: "comma", header: false }],
    [
      "a quotation mark that is never closed",
      'text;label\na;x\nb;y\n"c',
      "a.csv",
      { separator: "semicolon" },
    ],
    ["JSON Lines by name", "a,b", "a.jsonl", { format: "jsonl" }],
    ["JSON Lines by content", '\n{"text":"a"}\n', "", { format: "jsonl" }],
    ["a JSON list by content", '[{"text":"a"}]', "pasted", { format: "jsonl" }],
    ["a JSON list by name", "[]", "a.JSON", { format: "jsonl" }],
    ["CSV that begins like JSON", "[a|b],x\n[c],y", "", { format: "csv", separator: "comma" }],
  ])("%s", (_, text, name, expected) => expect(detectTable(text, name)).toMatchObject(expected));

  it("does not lose a first row whose label does not come again", () => {
    const many = texts.map((text, index) => `"${text}",label ${index % 2}\n`).join("");
    expect(detectTable(`"my phone was stolen today",theft\n${many}`, "a.csv").header).toBe(false);
  });

  it("is not misled where the sample ends within a record", () => {
    const text = `text;label\n${`"${"a, ".repeat(1_000)}";x\n`.repeat(40)}`;
    expect(detectTable(text, "a.csv")).toMatchObject({ separator: "semicolon", header: true });
  });
});

describe("guessMapping", () => {
  const guess = (text: string, project: string[] = []) => {
    const parsed = parseTable(text, detectTable(text, "a.csv"));
    return parsed.ok ? guessMapping(parsed.table, project) : parsed;
  };

  it.each<[string, string, string[], object | null]>([
    ["names", "label,text\nx,a\ny,b\n", [], { text: 1, label: 0 }],
    [
      "names beside others",
      "id,category,utterance,source\n1,x,a,web\n2,y,b,web\n",
      [],
      { text: 2, label: 1 },
    ],
    ["what the columns hold", rows(","), [], { text: 0, label: 1 }],
    ["the project's labels", "a b,c d\nx,e f\nc d,g h\n", ["c d", "e f", "g h"], { text: 0, label: 1 }],
    [
      "an empty column",
      `,text,label\n${texts.map((text) => `,"${text}",x\n`).join("")}`,
      [],
      { text: 1, label: 2 },
    ],
    ["one column", "text\na\nb\n", [], null],
  ])("by %s", (_, text, project, mapping) => expect(guess(text, project)).toEqual(mapping));
});
