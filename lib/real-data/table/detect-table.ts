import { type Mapping, SEPARATORS, type Separator, type TableOptions } from "../real-data.ts";
import { parseCsv } from "./parse-csv.ts";
import type { Table } from "./table.ts";

/** Characters and records that are looked at; a file is of one kind throughout. */
const SAMPLE = { characters: 100_000, records: 200 };

const TEXT_NAMES =
  /^(texts?|utterances?|sentences?|quer(y|ies)|questions?|inputs?|content|messages?|prompts?|examples?|body|review|tweet|document|phrase)$/i;
const LABEL_NAMES =
  /^(labels?|label_?(text|name)|categor(y|ies)|intents?|class(es)?|targets?|tags?|topics?|y|output)$/i;

/** What the file seems to be; the user can change each part. */
export function detectTable(text: string, fileName: string): TableOptions {
  const format = detectFormat(text, fileName);
  const base = { format, separator: "comma" as Separator, header: true, quoted: true };
  return format === "jsonl" ? base : { ...base, ...detectCsv(text, fileName) };
}

function detectFormat(text: string, fileName: string): TableOptions["format"] {
  if (/\.(jsonl|ndjson|json)$/i.test(fileName)) return "jsonl";
  if (/\.(csv|tsv|tab)$/i.test(fileName)) return "csv";
  return /^\s*[{[]\s*["{}\]]/.test(text) ? "jsonl" : "csv";
}

function detectCsv(text: string, fileName: string): Pick<TableOptions, "separator" | "header"> {
  const cut = text.length > SAMPLE.characters;
  const sample = text.slice(0, SAMPLE.characters);
  let best: { separator: Separator; score: number; records: string[][] } | null = null;
  for (const separator of ["tab", "semicolon", "comma"] as const) {
    const parsed = parseCsv(sample, {
      separator: SEPARATORS[separator],
      quoted: true,
      limit: SAMPLE.records,
    });
    // The last record of a sample that was cut is a part of one.
    const whole =
      cut && parsed.records.length < SAMPLE.records ? parsed.records.slice(0, -1) : parsed.records;
    const records = whole.map(({ cells }) => cells);
    const score = likelihood(records) + (separator === "tab" && /\.(tsv|tab)$/i.test(fileName) ? 0.5 : 0);
    if (!best || score > best.score) best = { separator, score, records };
  }
  if (!best || best.score <= 0) return { separator: "comma", header: false };
  return { separator: best.separator, header: looksLikeHeader(best.records) };
}

/** The share of records with the most frequent number of cells, and a half more where the first names the columns. */
function likelihood(records: string[][]): number {
  const counts = new Map<number, number>();
  for (const { length } of records) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return most / Math.max(1, records.length) + (records[0] && namesColumns(records[0]) ? 0.5 : 0);
}

function namesColumns(cells: string[]): boolean {
  const names = cells.map((cell) => cell.trim());
  return names.some((name) => TEXT_NAMES.test(name)) && names.some((name) => LABEL_NAMES.test(name));
}

/**
 * A first row that names a column in a known way; or one with a cell that appears nowhere below while others repeat
 * there, and another that is far shorter than those below it. In doubt there is no header: a name taken for a row is
 * seen at once, because its label is unknown, while a row taken for names would be lost without a word.
 */
function looksLikeHeader([first, ...rest]: string[][]): boolean {
  if (!first || rest.length === 0) return false;
  if (first.some((cell) => TEXT_NAMES.test(cell.trim()) || LABEL_NAMES.test(cell.trim()))) return true;
  const columns = first.map((cell, column) => {
    const below = rest.map((cells) => cells[column] ?? "");
    const distinct = new Set(below).size;
    const lengths = below.map(({ length }) => length).sort((a, b) => a - b);
    return {
      namesLabels: distinct > 1 && distinct <= below.length / 2 && !below.includes(cell),
      namesTexts: cell.length < (lengths[lengths.length >> 1] ?? 0) / 2,
    };
  });
  return columns.some(
    ({ namesLabels }, column) =>
      namesLabels && columns.some(({ namesTexts }, other) => other !== column && namesTexts),
  );
}

/**
 * Which column holds the text and which the label: by their names, else by what they hold (a label repeats, or is one
 * of the project's; a text is long). Null where there are not two columns.
 * @param labels names of the project's labels
 */
export function guessMapping({ columns, rows }: Table, labels: readonly string[]): Mapping | null {
  if (columns.length < 2) return null;
  const known = new Set(labels);
  const sample = rows.slice(0, SAMPLE.records);
  const seen = columns.map((name, column) => {
    const values = sample.map(({ cells }) => cells[column]).filter((cell) => typeof cell === "string");
    const filled = values.filter((value) => value.trim() !== "");
    const count = Math.max(1, filled.length);
    const length = filled.reduce((sum, value) => sum + value.length, 0) / count;
    const repeated = 1 - new Set(filled).size / count;
    const ofProject = filled.filter((value) => known.has(value.trim())).length / count;
    const empty = filled.length === 0 ? 10 : 0;
    return {
      column,
      text: (TEXT_NAMES.test(name) ? 10 : 0) + Math.min(length, 200) / 200 - repeated - empty,
      label:
        (LABEL_NAMES.test(name) ? 10 : 0) + 5 * ofProject + repeated - Math.min(length, 200) / 200 - empty,
    };
  });
  let best: { text: number; label: number; score: number } | null = null;
  for (const text of seen) {
    for (const label of seen) {
      const score = text.text + label.label;
      if (text !== label && (!best || score > best.score))
        best = { text: text.column, label: label.column, score };
    }
  }
  return best && { text: best.text, label: best.label };
}
