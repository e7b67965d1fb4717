import { exactKey } from "#lib/core/text.ts";
import {
  type ImportReport,
  importLimits,
  type Mapping,
  type RealSetKind,
  type Refusal,
} from "../real-data.ts";
import type { Cell, Table } from "../table/table.ts";

/** A row that may come in. */
export interface RealRow {
  line: number;
  text: string;
  /** What makes two texts the same: `exactKey(text)`. */
  normalised: string;
  label: string;
}

export interface Judgement {
  /** In the order of the file. */
  rows: RealRow[];
  /** Labels to create, in the order in which the file names them first. */
  newLabels: string[];
  report: ImportReport;
}

/**
 * Decides about every row of a table: in, left out as a duplicate, or refused. Of two rows with the same text and
 * another label the first is taken and the second refused, so that the text of a test set is sealed in any case.
 *
 * Reports name lines, never texts.
 *
 * @param labels names of the project's labels
 * @param present normalised text → label name of what is in the set already and stays there
 */
export function judgeRows(asked: {
  kind: RealSetKind;
  table: Table;
  mapping: Mapping;
  labels: readonly string[];
  createLabels: boolean;
  present: ReadonlyMap<string, string>;
}): Judgement {
  const { kind, table, mapping, present } = asked;
  const known = new Set(asked.labels);
  const unknown = new Map<string, number>();
  const seen = new Map<string, { label: string; line: number }>();
  const rows: RealRow[] = [];
  const refused: Refusal[] = [...table.refused];
  let duplicates = 0;

  for (const { line, cells } of table.rows) {
    const read = readRow(cells, mapping, table.columns);
    if ("code" in read) {
      refused.push({ line, ...read });
      continue;
    }
    const { text, label } = read;
    if (!known.has(label)) {
      unknown.set(label, (unknown.get(label) ?? 0) + 1);
      if (!asked.createLabels) {
        refused.push({ line, code: "unknownLabel", label });
        continue;
      }
    }
    const normalised = exactKey(text);
    const earlier = seen.get(normalised);
    const labelThere = earlier?.label ?? present.get(normalised);
    if (labelThere === undefined) {
      seen.set(normalised, { label, line });
      rows.push({ line, text, normalised, label });
    } else if (labelThere === label) duplicates += 1;
    else
      refused.push(
        earlier ? { line, code: "conflict", otherLine: earlier.line } : { line, code: "conflictWithSet" },
      );
  }
  refused.sort((a, b) => a.line - b.line);
  const used = new Set(rows.map((row) => row.label));
  const newLabels = [...unknown.keys()].filter((label) => asked.createLabels && used.has(label));
  return {
    rows,
    newLabels,
    report: {
      kind,
      rowsRead: table.rows.length + table.refused.length,
      rowsAdded: rows.length,
      duplicates,
      labelsCreated: newLabels,
      unknownLabels: [...unknown]
        .map(([name, count]) => ({ name, rows: count }))
        .sort((a, b) => b.rows - a.rows),
      refusedCount: refused.length,
      refused: refused.slice(0, importLimits.listed),
      supportInTest: null,
    },
  };
}

type Unreadable =
  | { code: "emptyText" | "textTooLong" | "textNotUsable" | "emptyLabel" | "labelNotUsable" }
  | { code: "nested"; column: string };

function readRow(
  cells: Cell[],
  mapping: Mapping,
  columns: string[],
): { text: string; label: string } | Unreadable {
  const text = cells[mapping.text] ?? "";
  const label = cells[mapping.label] ?? "";
  if (typeof text !== "string") return { code: "nested", column: columns[mapping.text] ?? "" };
  if (typeof label !== "string") return { code: "nested", column: columns[mapping.label] ?? "" };
  // Half a surrogate pair, which JSON can spell, is U+FFFD once it has been stored.
  const read = { text: text.toWellFormed().trim(), label: label.toWellFormed().normalize().trim() };
  if (exactKey(read.text) === "") return { code: "emptyText" };
  if (read.text.length > importLimits.text) return { code: "textTooLong" };
  // JSON can spell it, the database cannot hold it.
  if (read.text.includes("\0")) return { code: "textNotUsable" };
  if (read.label === "") return { code: "emptyLabel" };
  if (read.label.length > importLimits.label || /\p{Cc}/u.test(read.label)) return { code: "labelNotUsable" };
  return read;
}
