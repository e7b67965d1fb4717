import type { ExemplarPage, PageRequest } from "#lib/exemplars/exemplar-pages.ts";
import type { ExemplarView } from "#lib/exemplars/exemplar-views.ts";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { MessageValues } from "#lib/messages/message-key.ts";
import {
  appendPage,
  expectMatching,
  indexOfRow,
  isSuperseded,
  type Missing,
  missingRows,
  openWindow,
  prependPage,
  rowAt,
  windowLength,
} from "./grid-window.ts";
import {
  type AnnouncementKey,
  emptyState,
  type OpenedView,
  type ReviewState,
  type RowSource,
  withRows,
} from "./review-state.ts";
import { extendSelection } from "./selection.ts";

/** The rows of the grid, the place in it and the selection. What is decided about them is the business of `Saver`. */
export class ReviewStore {
  #state: ReviewState;
  #listeners = new Set<() => void>();
  #fetching: AbortController | null = null;
  #pending: Promise<void> = Promise.resolve();
  #asked: Missing | null = null;
  #looked = { first: 0, last: 0 };
  #anchor: number | null = null;
  readonly #source: RowSource;

  constructor(source: RowSource, opened: OpenedView) {
    this.#source = source;
    this.#state = emptyState(opened.view);
    this.#open(opened);
  }

  get = (): ReviewState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  update(change: (state: ReviewState) => ReviewState) {
    this.#state = change(this.#state);
    for (const listener of this.#listeners) listener();
  }

  announce(key: AnnouncementKey, values: MessageValues = {}) {
    this.update((state) => ({
      ...state,
      announcement: { id: (state.announcement?.id ?? 0) + 1, key, values },
    }));
  }

  currentRow(): ExemplarRow | undefined {
    return rowAt(this.#state.window, this.#state.current);
  }

  /** The rows that a decision now would be about: the selection, else the current row. */
  targets(): ExemplarRow[] {
    const { selected } = this.#state;
    if (selected.size > 0) return [...selected.values()];
    const row = this.currentRow();
    return row ? [row] : [];
  }

  // ── Place ──────────────────────────────────────────────────────────────────────────────────────

  moveTo(index: number) {
    const last = Math.max(0, windowLength(this.#state.window) - 1);
    const current = Math.min(Math.max(0, index), last);
    this.#anchor = null;
    this.update((state) => ({ ...state, current, reveal: state.reveal + 1, editing: null }));
    this.look(current, current);
  }

  /** Stays where it is where the row is not held. */
  moveToRow(id: string) {
    const index = indexOfRow(this.#state.window, id);
    if (index >= 0) this.moveTo(index);
  }

  move(by: number) {
    this.moveTo(this.#state.current + by);
  }

  /** Moves to the next row with an open finding, as far as a few pages on. */
  async moveToFinding(direction: 1 | -1) {
    let index = this.#state.current + direction;
    for (let fetched = 0; index >= 0 && index < windowLength(this.#state.window); index += direction) {
      if (!rowAt(this.#state.window, index)) {
        if (fetched++ === PAGES_SEARCHED) break;
        const { moved } = this.#state;
        await this.#pending;
        await this.#fetchMissing(index, index);
        // Rows that came before the held ones may have moved them.
        index += this.#state.moved - moved;
      }
      const row = rowAt(this.#state.window, index);
      if (!row) break;
      if (row.findings.some(({ state }) => state === "open")) return this.moveTo(index);
    }
    this.announce("noFinding");
  }

  // ── Selection ──────────────────────────────────────────────────────────────────────────────────

  toggle(index = this.#state.current) {
    const row = rowAt(this.#state.window, index);
    if (!row) return;
    const selected = new Map(this.#state.selected);
    if (!selected.delete(row.id)) selected.set(row.id, row);
    this.#anchor = index;
    this.#select(selected);
  }

  /** Selects from the row where extending began to a row so many further on. */
  extend(by: number) {
    this.extendTo(this.#state.current + by);
  }

  extendTo(index: number) {
    const { window, selected } = this.#state;
    const anchor = this.#anchor ?? this.#state.current;
    const current = Math.min(Math.max(0, index), windowLength(window) - 1);
    const next = extendSelection(window, selected, { anchor, from: this.#state.current, to: current });
    this.#anchor = anchor;
    this.update((state) => ({ ...state, current, reveal: state.reveal + 1 }));
    this.#select(next);
    this.look(current, current);
  }

  selectLoaded() {
    this.#select(new Map(this.#state.window.rows.map((row) => [row.id, row])));
  }

  clearSelection() {
    if (this.#state.selected.size > 0) this.update((state) => ({ ...state, selected: new Map() }));
  }

  #select(selected: ReadonlyMap<string, ExemplarRow>) {
    this.update((state) => ({ ...state, selected }));
    this.announce("selected", { count: selected.size });
  }

  // ── Rows ───────────────────────────────────────────────────────────────────────────────────────

  /** Shows another view, at the place where it has the current row or would have it. */
  async openView(view: ExemplarView, place: number | null) {
    this.#fetching?.abort();
    const fetching = new AbortController();
    this.#fetching = fetching;
    this.#asked = null;
    this.update((state) => ({ ...state, view, opening: true, loadError: null, editing: null }));
    try {
      const request: PageRequest = place === null ? { from: "start" } : { from: "around", number: place };
      const page = await this.#source.fetchPage(view, request, fetching.signal);
      this.#fetching = null;
      this.#open({ view, page, matching: null });
    } catch (error) {
      if (!fetching.signal.aborted) this.#failToLoad(error);
    }
  }

  /** Asks for the view afresh: rows that no longer fit go, new ones come. */
  reopen() {
    return this.openView(this.#state.view, this.currentRow()?.number ?? null);
  }

  #open({ view, page, matching }: OpenedView) {
    const window = openWindow(page, matching);
    const current = Math.min(page.place ?? window.start, Math.max(0, windowLength(window) - 1));
    this.#anchor = null;
    this.update((state) => ({
      ...state,
      view,
      window,
      current,
      opening: false,
      unmeasured: matching === null,
      loadError: null,
      moved: 0,
      reveal: state.reveal + 1,
      selected: new Map(),
    }));
  }

  /** How many rows the view has, as counted before anything was decided in it. */
  expect(matching: number) {
    this.update((state) => ({
      ...state,
      unmeasured: false,
      window: expectMatching(state.window, matching),
    }));
  }

  /** The rows that are looked at; those that are not held are fetched, and some beyond them. */
  look(first: number, last: number) {
    this.#looked = { first, last };
    this.#pending = this.#fetchMissing(first, last);
  }

  retryLoading() {
    this.update((state) => ({ ...state, loadError: null }));
    if (this.#state.opening) return this.openView(this.#state.view, null);
    return this.look(this.#looked.first, this.#looked.last);
  }

  async #fetchMissing(first: number, last: number): Promise<void> {
    const { window, view, loadError } = this.#state;
    const missing = missingRows(window, first, last);
    if (!missing || loadError) return;
    if (this.#fetching) {
      if (!this.#asked || !isSuperseded(this.#asked, missing)) return;
      this.#fetching.abort();
    }
    const fetching = new AbortController();
    this.#fetching = fetching;
    this.#asked = missing;
    try {
      const page = await this.#source.fetchPage(view, missing, fetching.signal);
      if (fetching.signal.aborted) return;
      this.#fetching = null;
      if (missing.from === "index") this.#jumpTo(page, missing.index);
      else if (missing.from === "after") {
        this.update((state) => ({ ...state, window: appendPage(state.window, page) }));
      } else this.#prepend(page);
      await this.#fetchMissing(this.#looked.first, this.#looked.last);
    } catch (error) {
      if (!fetching.signal.aborted) this.#failToLoad(error);
    }
  }

  #jumpTo(page: ExemplarPage, index: number) {
    const length = windowLength(this.#state.window);
    const window = openWindow(page, page.hasAfter ? length : null);
    // The result turned out shorter than it was thought to be.
    const isBeyond = page.rows.length === 0 && index > 0;
    this.update((state) => ({
      ...state,
      window: isBeyond ? { ...window, start: index, hasBefore: true } : window,
      current: Math.min(state.current, Math.max(0, windowLength(window) - 1)),
    }));
    if (isBeyond) void this.openView(this.#state.view, null);
  }

  #prepend(page: ExemplarPage) {
    const { window, moved } = prependPage(this.#state.window, page);
    this.#looked = { first: this.#looked.first + moved, last: this.#looked.last + moved };
    if (this.#anchor !== null) this.#anchor += moved;
    this.update((state) => ({
      ...state,
      window,
      current: Math.max(0, state.current + moved),
      moved: state.moved + moved,
    }));
  }

  #failToLoad(error: unknown) {
    this.#fetching = null;
    this.update((state) => ({
      ...state,
      loadError: error instanceof Error ? error.message : String(error),
    }));
  }

  /** Fetches the state of rows that stand in the grid, except those with changes on their way to the server. */
  async refresh(ids: readonly string[]) {
    const rows = ids
      .map(
        (id) => rowAt(this.#state.window, indexOfRow(this.#state.window, id)) ?? this.#state.selected.get(id),
      )
      .filter((row) => row !== undefined);
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      const numbers = rows.slice(at, at + ROWS_AT_ONCE).map(({ number }) => number);
      const fresh = await this.#source.fetchRows(numbers).catch(() => []);
      this.update((state) => {
        const waiting = new Set(state.outbox.queue.flatMap((entry) => entry.before.map(({ id }) => id)));
        return withRows(
          state,
          new Map(fresh.filter(({ id }) => !waiting.has(id)).map((row) => [row.id, row])),
        );
      });
    }
  }
}

const PAGES_SEARCHED = 10;
const ROWS_AT_ONCE = 100;
