import type { ExemplarPage, PageRequest } from "#lib/exemplars/exemplar-pages.ts";
import type { ExemplarView } from "#lib/exemplars/exemplar-views.ts";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { unsavedRows } from "../outbox.ts";
import { knownRow, type OpenedView, type RowSource, withRows } from "../review-state.ts";
import {
  appendPage,
  isSuperseded,
  keepAround,
  type Missing,
  missingRows,
  openWindow,
  prependPage,
  rowAt,
  windowLength,
} from "./grid-window.ts";
import type { StateCell } from "./state-cell.ts";

const ROWS_AT_ONCE = 100;

/** Fetches the rows that are looked at, and keeps those that are held fresh. */
export class RowLoader {
  readonly #cell: StateCell;
  readonly #source: RowSource;
  readonly #onMoved: (by: number) => void;
  #fetching: AbortController | null = null;
  #pending: Promise<void> = Promise.resolve();
  #asked: Missing | null = null;
  #looked = { first: 0, last: 0 };

  /** @param onMoved told by how much rows have moved in the result */
  constructor(cell: StateCell, source: RowSource, onMoved: (by: number) => void) {
    this.#cell = cell;
    this.#source = source;
    this.#onMoved = onMoved;
  }

  /** Shows another view, at the place where it has the exemplar of that number or would have it. */
  async open(view: ExemplarView, place: number | null, keepsSelection: boolean) {
    this.#fetching?.abort();
    const fetching = new AbortController();
    this.#fetching = fetching;
    this.#asked = null;
    this.#cell.update((state) => ({ ...state, view, opening: true, loadError: null, editing: null }));
    try {
      const request: PageRequest = place === null ? { from: "start" } : { from: "around", number: place };
      const page = await this.#source.fetchPage(view, request, fetching.signal);
      if (fetching.signal.aborted) return;
      this.#fetching = null;
      this.show({ view, page, matching: null }, keepsSelection);
    } catch (error) {
      if (!fetching.signal.aborted) this.#failToLoad(error);
    }
  }

  show({ view, page, matching }: OpenedView, keepsSelection = false) {
    const window = openWindow(page, matching);
    const current = Math.min(page.place ?? window.start, Math.max(0, windowLength(window) - 1));
    this.#looked = { first: current, last: current };
    this.#cell.update((state) => ({
      ...state,
      view,
      window,
      current,
      opening: false,
      unmeasured: matching === null,
      loadError: null,
      moved: 0,
      reveal: state.reveal + 1,
      opened: keepsSelection ? state.opened : new Set(),
      selected: keepsSelection ? state.selected : new Map(),
      wholeResult: keepsSelection && state.wholeResult,
    }));
  }

  look(first: number, last: number) {
    this.#looked = { first, last };
    this.#pending = this.#fetchMissing(first, last);
  }

  retry() {
    this.#cell.update((state) => ({ ...state, loadError: null }));
    const { opening, view } = this.#cell.get();
    if (opening) return void this.open(view, null, false);
    this.look(this.#looked.first, this.#looked.last);
  }

  /** The row of that place once it has come; undefined where it does not. Places may move meanwhile: see `moved`. */
  async fetched(index: number): Promise<ExemplarRow | undefined> {
    const { moved } = this.#cell.get();
    await this.#pending;
    await this.#fetchMissing(index, index);
    return rowAt(this.#cell.get().window, index + this.#cell.get().moved - moved);
  }

  async #fetchMissing(first: number, last: number): Promise<void> {
    const { window, view, loadError } = this.#cell.get();
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
        this.#cell.update((state) => ({ ...state, window: appendPage(state.window, page) }));
      } else this.#prepend(page);
      await this.#fetchMissing(this.#looked.first, this.#looked.last);
    } catch (error) {
      if (!fetching.signal.aborted) this.#failToLoad(error);
    }
  }

  #jumpTo(page: ExemplarPage, index: number) {
    const length = windowLength(this.#cell.get().window);
    const window = openWindow(page, page.hasAfter ? length : null);
    // The result turned out shorter than it was thought to be.
    const isBeyond = page.rows.length === 0 && index > 0;
    this.#cell.update((state) => ({
      ...state,
      window: isBeyond ? { ...window, start: index, hasBefore: true } : window,
      current: Math.min(state.current, Math.max(0, windowLength(window) - 1)),
    }));
    if (isBeyond) void this.open(this.#cell.get().view, null, false);
  }

  #prepend(page: ExemplarPage) {
    const { window, moved } = prependPage(this.#cell.get().window, page);
    this.#looked = { first: this.#looked.first + moved, last: this.#looked.last + moved };
    this.#onMoved(moved);
    this.#cell.update((state) => ({
      ...state,
      window,
      current: Math.max(0, state.current + moved),
      moved: state.moved + moved,
    }));
  }

  #failToLoad(error: unknown) {
    this.#fetching = null;
    this.#cell.update((state) => ({
      ...state,
      loadError: error instanceof Error ? error.message : String(error),
    }));
  }

  /**
   * Fetches the state of rows that the browser holds. One that was changed here meanwhile, or has changes on their way
   * to the server, stays as it is.
   */
  async refresh(ids: readonly string[]): Promise<void> {
    const unsaved = unsavedRows(this.#cell.get().outbox);
    const asked = ids
      .filter((id) => !unsaved.has(id))
      .map((id) => knownRow(this.#cell.get(), id))
      .filter((row) => row !== undefined);
    for (let at = 0; at < asked.length; at += ROWS_AT_ONCE) {
      const before = new Map(asked.slice(at, at + ROWS_AT_ONCE).map((row) => [row.id, row]));
      // What cannot be fetched now stays as it is known; whoever polls asks again.
      const fresh = await this.#source
        .fetchRows([...before.values()].map(({ number }) => number))
        .catch(() => []);
      this.#cell.update((state) => {
        const waiting = unsavedRows(state.outbox);
        const rows = fresh.filter(
          ({ id }) => !waiting.has(id) && knownRow(state, id) === before.get(id) && before.has(id),
        );
        return withRows(state, new Map(rows.map((row) => [row.id, row])));
      });
    }
  }

  /** What is looked at is fetched afresh in its place; what else is held is let go, to be fetched when it is needed. */
  async refreshVisible(): Promise<void> {
    const { first, last } = this.#looked;
    // A page on its way would not join what is kept.
    if (!this.#cell.get().opening) {
      this.#fetching?.abort();
      this.#fetching = null;
    }
    this.#cell.update((state) => {
      const shown = { first: Math.min(first, state.current), last: Math.max(last, state.current) };
      const isNear = shown.last - shown.first <= 2 * ROWS_AT_ONCE;
      const range = isNear ? shown : { first: state.current, last: state.current };
      return { ...state, window: keepAround(state.window, range.first, range.last) };
    });
    await this.refresh(this.#cell.get().window.rows.map(({ id }) => id));
    this.look(first, last);
  }
}
