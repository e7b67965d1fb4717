import type { FileProblem, Refusal } from "../real-data.ts";

/** One cell: its text, or `nested` where a JSON value is a list or an object. */
export type Cell = string | { nested: true };

export interface TableRow {
  /** Where the row starts in the file, from 1. */
  line: number;
  cells: Cell[];
}

/** A file read as rows and columns; rows that cannot be read as such are refused, each with its line. */
export interface Table {
  /** Names from the header or the keys; "" where a column has none. */
  columns: string[];
  rows: TableRow[];
  refused: Refusal[];
}

export type ParsedTable = { ok: true; table: Table } | { ok: false; problem: FileProblem };
