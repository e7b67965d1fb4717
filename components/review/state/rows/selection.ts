import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { type ReviewState, type RowSource, stillFits } from "../review-state.ts";
import { fetchMatching, fetchStretch, filterOfKin, SELECTED_ROWS } from "./fetch-stretch.ts";
import { type GridWindow, rowAt, windowLength } from "./grid-window.ts";
import type { StateCell } from "./state-cell.ts";

/** A result that small is decided row by row, which shows at once. */
const SMALL_RESULT = 1_000;

/** Which rows are selected; the end that stays while the other moves is the anchor. */
export class Selection {
  readonly #cell: StateCell;
  readonly #source: RowSource;
  #anchor: { index: number; row: ExemplarRow | undefined } | null = null;
  #fetching: AbortController | null = null;

  constructor(cell: StateCell, source: RowSource) {
    this.#cell = cell;
    this.#source = source;
  }

  /** The next extending begins at the current row. */
  release() {
    this.#anchor = null;
  }

  shift(by: number) {
    if (this.#anchor) this.#anchor.index += by;
  }

  toggle(index: number) {
    const row = rowAt(this.#cell.get().window, index);
    if (!row) return;
    const selected = new Map(this.#cell.get().selected);
    if (!selected.delete(row.id)) selected.set(row.id, row);
    this.#anchor = { index, row };
    this.#select(selected);
  }

  /** Selects from the anchor to a row, and leaves out what had been selected from it to the current row. */
  extendTo(index: number) {
    const { window, selected, current: from } = this.#cell.get();
    const anchor = this.#anchor ?? { index: from, row: rowAt(window, from) };
    const current = Math.min(Math.max(0, index), Math.max(0, windowLength(window) - 1));
    this.#anchor = anchor;
    this.#fetching?.abort();
    this.#cell.together(() => {
      this.#cell.update((state) => ({ ...state, current, reveal: state.reveal + 1, editing: null }));
      const next = extendSelection(window, selected, { anchor: anchor.index, from, to: current });
      this.#select(next);
    });
    if (!areHeld(window, anchor.index, current)) void this.#fetchRange(anchor, current);
  }

  async #fetchRange({ index, row }: { index: number; row: ExemplarRow | undefined }, to: number) {
    const length = to >= index ? to - index + 1 : to - index - 1;
    if (!row) return this.#cell.announce("notLoaded");
    if (Math.abs(length) > SELECTED_ROWS) return this.#cell.announce("tooFar", { limit: SELECTED_ROWS });
    const { view, window } = this.#cell.get();
    this.#cell.announce("selecting", { count: Math.abs(length) });
    const stretch = { view, window, anchor: { index, row }, length };
    await this.#add((signal) => fetchStretch(this.#source, stretch, signal));
  }

  /** Selects, within the filter, what is like the row. */
  async selectKin(row: ExemplarRow) {
    const { view } = this.#cell.get();
    const filter = filterOfKin(view.filter, row);
    if (!filter) return this.#cell.announce("noGroup", { number: row.number });
    await this.#add((signal) => fetchMatching(this.#source, { ...view, filter }, signal));
  }

  async #add(fetchRows: (signal: AbortSignal) => Promise<ExemplarRow[]>) {
    this.#fetching?.abort();
    const fetching = new AbortController();
    this.#fetching = fetching;
    const { view } = this.#cell.get();
    try {
      const rows = await fetchRows(fetching.signal);
      if (fetching.signal.aborted || this.#cell.get().view !== view) return;
      const { window, selected } = this.#cell.get();
      const next = new Map(selected);
      // What the browser holds may be newer than what was asked for.
      for (const row of rows) next.set(row.id, window.rows[window.index.get(row.id) ?? -1] ?? row);
      this.#select(next);
    } catch (error) {
      if (fetching.signal.aborted) return;
      this.#cell.announce("refused", { message: error instanceof Error ? error.message : String(error) });
    }
  }

  selectRows(rows: readonly ExemplarRow[]) {
    this.#select(new Map(rows.map((row) => [row.id, row])));
  }

  selectWholeResult() {
    const { window, view } = this.#cell.get();
    this.#anchor = null;
    if (!window.hasBefore && !window.hasAfter && window.rows.length <= SMALL_RESULT) {
      return this.selectRows(window.rows.filter((row) => stillFits(row, view.filter)));
    }
    this.#fetching?.abort();
    this.#cell.update((state) => ({ ...state, selected: new Map(), wholeResult: true }));
    this.#cell.announce("selectedWhole");
  }

  clear() {
    this.#anchor = null;
    this.#fetching?.abort();
    if (hasSelection(this.#cell.get())) {
      this.#cell.update((state) => ({ ...state, selected: new Map(), wholeResult: false }));
    }
  }

  #select(selected: ReadonlyMap<string, ExemplarRow>) {
    this.#cell.together(() => {
      this.#cell.update((state) => ({ ...state, selected, wholeResult: false }));
      this.#cell.announce("selected", { count: selected.size });
    });
  }
}

export function hasSelection({ selected, wholeResult }: ReviewState): boolean {
  return wholeResult || selected.size > 0;
}

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
  const first = Math.max(window.start, Math.min(one, other));
  const last = Math.min(window.start + window.rows.length - 1, Math.max(one, other));
  for (let index = first; index <= last; index++) {
    const row = rowAt(window, index);
    if (row) yield row;
  }
}

function areHeld({ start, rows }: GridWindow, one: number, other: number): boolean {
  return Math.min(one, other) >= start && Math.max(one, other) < start + rows.length;
}
