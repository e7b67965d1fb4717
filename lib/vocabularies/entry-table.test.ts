import { describe, expect, it } from "vitest";
import {
  changeTable,
  type EntryTable,
  type EntryTableChange,
  findMistakes,
  takeChanges,
} from "./entry-table.ts";
import type { PlacedEntry } from "./vocabularies.ts";

const row = (id: string, text = id, weight = 1): PlacedEntry => ({
  id,
  text,
  weight,
  labelIds: [],
  position: id.charCodeAt(0),
});
const empty: EntryTable = { rows: [], changed: new Set(), deleted: new Set() };
const tableAfter = (...changes: EntryTableChange[]) => changes.reduce(changeTable, empty);
const loaded: EntryTableChange = { kind: "load", rows: [row("a"), row("b"), row("c")] };
const edit = (id: string, text: string): EntryTableChange => ({ kind: "edit", id, change: { text } });
const texts = (table: EntryTable) => table.rows.map(({ text }) => text).join(" ");
const sent = (table: EntryTable) => {
  const { rows, deleted } = takeChanges(table, 100);
  return [rows.map(({ id }) => id).join(""), deleted.join("")];
};

describe("the table of a vocabulary", () => {
  it("has nothing to save once it is loaded", () => {
    expect(texts(tableAfter(loaded))).toBe("a b c");
    expect(sent(tableAfter(loaded))).toEqual(["", ""]);
  });

  it("saves what is edited, added and deleted", () => {
    const table = tableAfter(
      loaded,
      edit("b", "B"),
      { kind: "delete", id: "c" },
      { kind: "add", id: "d" },
      edit("d", "D"),
    );
    expect(texts(table)).toBe("a B D");
    expect(table.rows.at(-1)?.position).toBe(row("b").position + 1);
    expect(sent(table)).toEqual(["bd", "c"]);
  });

  it("has saved what was saved, but not what was edited again meanwhile", () => {
    const asked = tableAfter(loaded, edit("a", "A"), edit("b", "B"), { kind: "delete", id: "c" });
    const { rows, deleted } = takeChanges(asked, 100);
    const table = changeTable(changeTable(asked, edit("b", "B2")), { kind: "saved", rows, deleted });
    expect(texts(table)).toBe("A B2");
    expect(sent(table)).toEqual(["b", ""]);
  });

  it("keeps what is not saved yet when it is loaded again", () => {
    const table = tableAfter(
      loaded,
      edit("a", "A"),
      { kind: "add", id: "n" },
      { kind: "delete", id: "b" },
      { kind: "load", rows: [row("a", "theirs"), row("b"), row("c", "theirs too"), row("d")] },
    );
    expect(texts(table)).toBe("A theirs too d ");
  });

  it("takes a deletion back, before and after it was saved", () => {
    const restore: EntryTableChange = { kind: "restore", row: row("b"), index: 1 };
    const before = tableAfter(loaded, { kind: "delete", id: "b" }, restore);
    expect([texts(before), ...sent(before)]).toEqual(["a b c", "b", ""]);
    const later = tableAfter(
      loaded,
      { kind: "delete", id: "b" },
      { kind: "saved", rows: [], deleted: ["b"] },
      restore,
    );
    expect([texts(later), ...sent(later)]).toEqual(["a b c", "b", ""]);
  });

  it("sends at most so many at once", () => {
    const table = tableAfter(loaded, edit("a", "A"), edit("b", "B"), { kind: "delete", id: "c" });
    expect(takeChanges(table, 1).rows.map(({ id }) => id)).toEqual(["a"]);
  });
});

describe("findMistakes", () => {
  it("tells of each row what keeps it from being saved", () => {
    const rows = [
      row("a", "same"),
      row("b", " same "),
      row("c", "  "),
      row("d", "x".repeat(10_001)),
      row("e", "e", -1),
      row("f", "f", Number.NaN),
      row("g", "Same"),
    ];
    expect(Object.fromEntries(findMistakes(rows))).toEqual({
      b: "repeated",
      c: "empty",
      d: "tooLong",
      e: "weight",
      f: "weight",
    });
  });

  it("keeps rows with mistakes from being sent", () => {
    expect(sent(tableAfter(loaded, edit("a", ""), edit("b", "c"), edit("c", "C")))).toEqual(["bc", ""]);
    expect(sent(tableAfter(loaded, edit("a", "b"), edit("b", "b ")))).toEqual(["a", ""]);
  });
});
