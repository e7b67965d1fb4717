import { importLimits, type Refusal, SEPARATORS, type TableOptions } from "../real-data.ts";
import { parseCsv } from "./parse-csv.ts";
import { parseJsonl } from "./parse-jsonl.ts";
import type { ParsedTable } from "./table.ts";

/** Reads decoded text as a table. The browser's preview and the server's import both go through here. */
export function parseTable(text: string, options: TableOptions): ParsedTable {
  const parsed = options.format === "jsonl" ? tableOfJsonl(text) : tableOfCsv(text, options);
  if (!parsed.ok) return parsed;
  const rows = parsed.table.rows.length + parsed.table.refused.length;
  if (rows > importLimits.rows) return { ok: false, problem: { code: "tooManyRows" } };
  return rows === 0 ? { ok: false, problem: { code: "empty" } } : parsed;
}

function tableOfJsonl(text: string): ParsedTable {
  if (text.trimStart().startsWith("[")) return { ok: false, problem: { code: "jsonArray" } };
  return { ok: true, table: parseJsonl(text, importLimits.rows + 1) };
}

function tableOfCsv(text: string, { separator, header, quoted }: TableOptions): ParsedTable {
  const { records, unclosedQuote } = parseCsv(text, {
    separator: SEPARATORS[separator],
    quoted,
    limit: importLimits.rows + 2,
  });
  if (unclosedQuote !== null) return { ok: false, problem: { code: "unclosedQuote", line: unclosedQuote } };
  const [first] = records;
  if (!first) return { ok: false, problem: { code: "empty" } };
  const expected = first.cells.length;
  const columns = header ? first.cells.map((cell) => cell.trim()) : first.cells.map(() => "");
  const rows = [];
  const refused: Refusal[] = [];
  for (const { line, cells, broken } of header ? records.slice(1) : records) {
    if (broken) refused.push({ line, code: "quote" });
    else if (cells.length !== expected)
      refused.push({ line, code: "columns", found: cells.length, expected });
    else rows.push({ line, cells });
  }
  return { ok: true, table: { columns, rows, refused } };
}
