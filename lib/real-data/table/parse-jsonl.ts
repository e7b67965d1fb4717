import { importLimits, type Refusal } from "../real-data.ts";
import type { Cell, Table } from "./table.ts";

/**
 * One JSON object a line; its keys are the columns, in the order in which they first appear. A missing key and null
 * are an empty cell; numbers and truth values become their JSON text. Blank lines are left out, and so are keys beyond
 * `importLimits.columns`.
 * @param limit stops after this many lines that are not blank
 */
export function parseJsonl(text: string, limit = Number.POSITIVE_INFINITY): Table {
  const places = new Map<string, number>();
  const rows: Table["rows"] = [];
  const refused: Refusal[] = [];
  let line = 0;
  for (const source of text.split(/\r\n|\r|\n/)) {
    line += 1;
    if (rows.length + refused.length >= limit) break;
    if (source.trim() === "") continue;
    const value = parse(source);
    if (value === undefined) refused.push({ line, code: "notJson" });
    else if (typeof value !== "object" || value === null || Array.isArray(value)) {
      refused.push({ line, code: "notObject" });
    } else {
      const cells: Cell[] = [];
      for (const [key, member] of Object.entries(value)) {
        const place = places.get(key) ?? places.size;
        // A file with a new key in every line would otherwise grow with the square of its lines.
        if (place >= importLimits.columns) continue;
        places.set(key, place);
        cells[place] = cellOf(member);
      }
      rows.push({ line, cells: Array.from(cells, (cell) => cell ?? "") });
    }
  }
  return { columns: [...places.keys()], rows, refused };
}

/** @returns undefined where the line is no JSON; JSON has no such value */
function parse(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

function cellOf(member: unknown): Cell {
  if (typeof member === "string") return member;
  if (member === null) return "";
  return typeof member === "object" ? { nested: true } : String(member);
}
