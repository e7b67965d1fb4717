import { entryText, entryWeight, type PlacedEntry } from "./vocabularies.ts";

/** The table of a vocabulary as it is edited: its rows, and which of them the server does not have yet. */
export interface EntryTable {
  rows: PlacedEntry[];
  /** Rows that are new or changed. */
  changed: ReadonlySet<string>;
  /** Rows deleted here that the server may still have. */
  deleted: ReadonlySet<string>;
}

export type EntryTableChange =
  | { kind: "load"; rows: PlacedEntry[] }
  | { kind: "add"; id: string }
  | { kind: "edit"; id: string; change: Partial<Pick<PlacedEntry, "text" | "weight" | "labelIds">> }
  | { kind: "delete"; id: string }
  | { kind: "restore"; row: PlacedEntry; index: number }
  | { kind: "saved"; rows: readonly PlacedEntry[]; deleted: readonly string[] };

export type EntryMistake = "empty" | "tooLong" | "repeated" | "weight";

export function changeTable(table: EntryTable, change: EntryTableChange): EntryTable {
  const { rows, changed, deleted } = table;
  switch (change.kind) {
    case "load": {
      // What is not saved yet stays as it stands here.
      const mine = new Map(rows.filter((row) => changed.has(row.id)).map((row) => [row.id, row]));
      const theirs = change.rows.filter((row) => !deleted.has(row.id)).map((row) => mine.get(row.id) ?? row);
      const known = new Set(theirs.map((row) => row.id));
      return { ...table, rows: [...theirs, ...[...mine.values()].filter((row) => !known.has(row.id))] };
    }
    case "add": {
      const position = rows.reduce((last, row) => Math.max(last, row.position), -1) + 1;
      const row = { id: change.id, text: "", weight: 1, labelIds: [], position };
      return { ...table, rows: [...rows, row], changed: new Set([...changed, change.id]) };
    }
    case "edit":
      return {
        ...table,
        rows: rows.map((row) => (row.id === change.id ? { ...row, ...change.change } : row)),
        changed: new Set([...changed, change.id]),
      };
    case "delete":
      return {
        rows: rows.filter((row) => row.id !== change.id),
        changed: without(changed, [change.id]),
        deleted: new Set([...deleted, change.id]),
      };
    case "restore":
      return {
        rows: rows.toSpliced(change.index, 0, change.row),
        changed: new Set([...changed, change.row.id]),
        deleted: without(deleted, [change.row.id]),
      };
    case "saved": {
      // A row that was edited again while it was being saved is another object, and still to be saved.
      const current = new Map(rows.map((row) => [row.id, row]));
      const done = change.rows.filter((row) => current.get(row.id) === row).map((row) => row.id);
      return { rows, changed: without(changed, done), deleted: without(deleted, change.deleted) };
    }
  }
}

function without(ids: ReadonlySet<string>, gone: readonly string[]): ReadonlySet<string> {
  const left = new Set(ids);
  for (const id of gone) left.delete(id);
  return left;
}

/** What keeps rows from being saved, by row. Of rows with one text the first is right. */
export function findMistakes(rows: readonly PlacedEntry[]): Map<string, EntryMistake> {
  const mistakes = new Map<string, EntryMistake>();
  const seen = new Set<string>();
  for (const { id, text, weight } of rows) {
    const parsed = entryText.safeParse(text);
    if (text.trim() === "") mistakes.set(id, "empty");
    else if (!parsed.success) mistakes.set(id, "tooLong");
    else if (seen.has(parsed.data)) mistakes.set(id, "repeated");
    else if (!entryWeight.safeParse(weight).success) mistakes.set(id, "weight");
    if (parsed.success) seen.add(parsed.data);
  }
  return mistakes;
}

/** What to send: the changed rows that are right, and the deletions; at most so many of each. */
export function takeChanges({ rows, changed, deleted }: EntryTable, most: number) {
  const mistakes = findMistakes(rows);
  return {
    rows: rows.filter((row) => changed.has(row.id) && !mistakes.has(row.id)).slice(0, most),
    deleted: [...deleted].slice(0, most),
  };
}
