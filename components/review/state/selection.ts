import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { type GridWindow, rowAt } from "./grid-window.ts";

/** The selection when its moving end goes from one row to another, while the anchor stays; rows not held are left out. */
export function extendSelection(
  window: GridWindow,
  selected: ReadonlyMap<string, ExemplarRow>,
  { anchor, from, to }: { anchor: number; from: number; to: number },
): Map<string, ExemplarRow> {
  const next = new Map(selected);
  for (const row of between(window, anchor, from)) next.delete(row.id);
  for (const row of between(window, anchor, to)) next.set(row.id, row);
  return next;
}

function* between(window: GridWindow, one: number, other: number): Generator<ExemplarRow> {
  for (let index = Math.min(one, other); index <= Math.max(one, other); index++) {
    const row = rowAt(window, index);
    if (row) yield row;
  }
}
