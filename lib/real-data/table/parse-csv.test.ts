import { describe, expect, it } from "vitest";
import { parseCsv } from "./parse-csv.ts";

const read = (text: string, options: Partial<Parameters<typeof parseCsv>[1]> = {}) =>
  parseCsv(text, { separator: ",", quoted: true, ...options });
const placed = (text: string) => read(text).records.map(({ line, cells }) => [line, ...cells]);

describe("cells", () => {
  it.each<[string, string, string[]]>([
    ["plain", "a,b", ["a", "b"]],
    ["empty at either end", ",b,", ["", "b", ""]],
    ["with a separator in quotes", '"a,b",c', ["a,b", "c"]],
    ["with doubled quotation marks", '"say ""hi""",c', ['say "hi"', "c"]],
    ["of a quotation mark only", '"""",c', ['"', "c"]],
    ["empty in quotes", '"",c', ["", "c"]],
    ["with space around the quotes", ' "a" , "b" ', ["a", "b"]],
    ["with a quotation mark within", 'five" screen,b', ['five" screen', "b"]],
    ["with an apostrophe", "it's,b", ["it's", "b"]],
    ["with every kind of line end in quotes", '"a\r\nb\rc\nd",e', ["a\nb\nc\nd", "e"]],
  ])("%s", (_, text, cells) => {
    expect(read(text).records).toEqual([{ line: 1, cells, broken: false }]);
    expect(read(`${text}\r\n`).records).toEqual([{ line: 1, cells, broken: false }]);
  });

  it("keep their quotation marks where cells are not quoted", () => {
    const { records, unclosedQuote } = read('"a,b"\n"c,d', { quoted: false });
    expect(records.map(({ cells }) => cells)).toEqual([
      ['"a', 'b"'],
      ['"c', "d"],
    ]);
    expect(unclosedQuote).toBeNull();
  });

  it.each([
    ["\t", 'a\t"b\tc"\t'],
    [";", 'a;"b;c";'],
  ])("are separated by %j", (separator, text) => {
    expect(read(text, { separator }).records[0]?.cells).toEqual(["a", `b${separator}c`, ""]);
  });

  it("are broken where something follows the closing quotation mark", () => {
    expect(read('"a"b,c\n"d",e').records).toEqual([
      { line: 1, cells: ["ab", "c"], broken: true },
      { line: 2, cells: ["d", "e"], broken: false },
    ]);
  });
});

describe("lines", () => {
  it.each<[string, string, unknown[]]>([
    ["LF", "a,1\nb,2\nc,3", [1, 2, 3]],
    ["CRLF", "a,1\r\nb,2\r\nc,3\r\n", [1, 2, 3]],
    ["lone CR", "a,1\rb,2\rc,3\r", [1, 2, 3]],
    ["all of them mixed", "a,1\r\nb,2\rc,3\nd,4", [1, 2, 3, 4]],
    ["after LF in quotes", '"a\nb",1\nc,2', [1, 3]],
    ["after CRLF in quotes", '"a\r\nb\r\n",1\r\nc,2', [1, 4]],
    ["after CR in quotes", '"a\rb",1\rc,2', [1, 3]],
    ["after several quoted cells", '"a\nb","c\n\nd"\ne,2', [1, 5]],
    ["after blank ones", "\n\na,1\n  \n,\nb,2\n\n", [3, 6]],
    ["after blank ones that end in CRLF", "a,1\r\n\r\n\r\nb,2", [1, 4]],
  ])("are counted: %s", (_, text, lines) => {
    expect(placed(text).map(([line]) => line)).toEqual(lines);
  });

  it.each([
    ["in the last line", 'a,1\n"b,2', 2],
    ["in the middle", 'a,1\nb,"x\nc,2\nd,3\n', 2],
    ["after line ends in quotes", '"a\r\nb",1\r\nc,"2', 3],
    ["at the very start", '"', 1],
    ["with doubled marks after it", '"a"",1\nb""c', 1],
  ])("tell where a quotation mark opens that is never closed: %s", (_, text, line) => {
    expect(read(text).unclosedQuote).toBe(line);
  });
});

describe("size", () => {
  it("stops at the limit, before what follows is read", () => {
    const { records, unclosedQuote } = read('a,1\nb,2\n"c', { limit: 2 });
    expect(records).toHaveLength(2);
    expect(unclosedQuote).toBeNull();
  });

  it.each([
    ["quotation marks", '"'.repeat(2_000_000)],
    ["open quotation marks", 'a,"b\n'.repeat(500_000)],
    ["separators", ",".repeat(2_000_000)],
    ["space before separators", "          ,".repeat(200_000)],
    ["one long cell", `"${"a\n".repeat(1_000_000)}",b`],
  ])("reads megabytes of %s in linear time", (_, text) => {
    const started = performance.now();
    read(text);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
