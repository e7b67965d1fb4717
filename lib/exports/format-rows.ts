import { stringify } from "csv-stringify/sync";
import { type ExportColumn, type ExportData, type ExportFormat, exportLine } from "./exports.ts";

export const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8; header=present",
  jsonl: "application/jsonl; charset=utf-8",
};

/** What stands before the first row. */
export function formatHead(format: ExportFormat, columns: readonly ExportColumn[]): string {
  return format === "csv" ? csv([[...columns]]) : "";
}

export function formatRows(
  format: ExportFormat,
  columns: readonly ExportColumn[],
  rows: readonly ExportData[],
): string {
  if (rows.length === 0) return "";
  if (format === "jsonl") return rows.map((row) => `${exportLine(columns, row)}\n`).join("");
  return csv(rows.map((row) => columns.map((column) => cell(row[column]))));
}

/**
 * RFC 4180. Left to itself the library quotes a cell for the whole line end only, not for one of its two characters. A cell that a spreadsheet would take for a formula (one that
 * starts with = + - @, a tab or a carriage return, or the full-width forms of those signs) gets an apostrophe in front.
 */
function csv(rows: (string | number)[][]): string {
  return stringify(rows, { record_delimiter: "\r\n", escape_formulas: true, quoted_match: /^\s|\s$|[\r\n]/ });
}

function cell(value: unknown): string | number {
  if (value === null || value === undefined) return "";
  if (typeof value === "string" || typeof value === "number") return value;
  return JSON.stringify(value);
}
