/** A record of a CSV file as it stands there. */
export interface CsvRecord {
  /** Where the record starts, from 1. */
  line: number;
  cells: string[];
  /** Something other than white space stood between a closing quotation mark and the next separator. */
  broken: boolean;
}

export interface ParsedCsv {
  records: CsvRecord[];
  /** The line of an opening quotation mark that is never closed; everything after it is in doubt. */
  unclosedQuote: number | null;
}

const QUOTE = '"';

/**
 * CSV as in RFC 4180, and as it is met: any of CRLF, LF, CR ends a line, also mixed; white space around a quoted cell
 * is dropped; a quotation mark inside an unquoted cell is a character. Lines without any content are left out. Line
 * ends inside a cell become LF.
 *
 * Written here because the line of every record must be right: csv-parse 7 counts a CRLF inside quotes twice and
 * names the last line of the file for a quotation mark that is never closed.
 *
 * @param limit stops after this many records
 */
export function parseCsv(
  text: string,
  {
    separator,
    quoted,
    limit = Number.POSITIVE_INFINITY,
  }: { separator: string; quoted: boolean; limit?: number },
): ParsedCsv {
  const records: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  let unclosedQuote: number | null = null;

  function quotedCell(open: number): { value: string; broken: boolean } | null {
    const opened = line;
    let value = "";
    let from = open + 1;
    for (;;) {
      const close = text.indexOf(QUOTE, from);
      if (close < 0) {
        unclosedQuote = opened;
        return null;
      }
      value += text.slice(from, close);
      if (text[close + 1] !== QUOTE) {
        at = close + 1;
        break;
      }
      value += QUOTE;
      from = close + 2;
    }
    const oneLineEnd = value.replace(/\r\n?/g, "\n");
    line += countOf(oneLineEnd, "\n");
    const rest = plainCell();
    return { value: oneLineEnd + rest.trimEnd(), broken: rest.trim() !== "" };
  }

  /** Up to the next separator or line end. */
  function plainCell(): string {
    const start = at;
    while (at < text.length) {
      const character = text[at];
      if (character === separator || character === "\n" || character === "\r") break;
      at += 1;
    }
    return text.slice(start, at);
  }

  while (at < text.length && records.length < limit) {
    const record: CsvRecord = { line, cells: [], broken: false };
    for (;;) {
      const open = quoted ? openingQuote(text, at, separator) : -1;
      if (open >= 0) {
        const cell = quotedCell(open);
        if (!cell) return { records, unclosedQuote };
        record.cells.push(cell.value);
        record.broken ||= cell.broken;
      } else {
        record.cells.push(plainCell());
      }
      if (text[at] !== separator) break;
      at += 1;
    }
    if (record.cells.some((cell) => cell.trim() !== "")) records.push(record);
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    at += 1;
    line += 1;
  }
  return { records, unclosedQuote };
}

/** Index of a quotation mark that opens the cell starting here, white space before it allowed; otherwise −1. */
function openingQuote(text: string, start: number, separator: string): number {
  let at = start;
  while ((text[at] === " " || text[at] === "\t") && text[at] !== separator) at += 1;
  return text[at] === QUOTE ? at : -1;
}

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}
