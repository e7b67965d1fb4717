import {
  DEFAULT_SORT,
  type ExemplarSort,
  type ExemplarView,
  writeView,
} from "#lib/exemplars/exemplar-views.ts";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import {
  emptyState,
  GROUPED,
  type Layout,
  type OpenedView,
  type Overlay,
  type Panel,
  type RowSource,
} from "./review-state.ts";
import { expectMatching, indexOfRow, rowAt, windowLength } from "./rows/grid-window.ts";
import { RowLoader } from "./rows/row-loader.ts";
import { Selection } from "./rows/selection.ts";
import { StateCell } from "./rows/state-cell.ts";

const PAGES_SEARCHED = 10;

/** The rows of the grid, the place in it and the selection. What is decided about them is the business of `Saver`. */
export class ReviewStore extends StateCell {
  readonly #loader: RowLoader;
  readonly #selection: Selection;
  /** Where the current row went while its layout sorted by group. */
  #sortBefore: ExemplarSort | null = null;
  #panelBefore: Panel | null = null;
  /** What is to be done when the current row has come. */
  #turns: { run: () => void; needsRow: boolean }[] = [];
  #isTakingTurns = false;

  constructor(source: RowSource, opened: OpenedView) {
    super(emptyState(opened.view));
    this.#selection = new Selection(this, source);
    this.#loader = new RowLoader(this, source, (by) => this.#selection.shift(by));
    this.#loader.show(opened);
    this.subscribe(() => this.#takeTurns());
  }

  currentRow(): ExemplarRow | undefined {
    return rowAt(this.get().window, this.get().current);
  }

  /** The rows that a decision now would be about: those selected one by one, else the current row. */
  targets(): ExemplarRow[] {
    const { selected } = this.get();
    if (selected.size > 0) return [...selected.values()];
    const row = this.currentRow();
    return row ? [row] : [];
  }

  /**
   * Does something with the current row once it is held, and whatever else is to be done after that in its order: who
   * decides faster than rows come loses no key.
   */
  inTurn(run: () => void, needsRow: boolean) {
    if (this.#turns.length === 0 && !(needsRow && this.#isComing())) return run();
    this.#turns.push({ run, needsRow });
    this.look(this.get().current, this.get().current);
  }

  /** The current row is not held yet, and nothing says that it will not be. */
  #isComing(): boolean {
    const { window, current, loadError, selected, wholeResult } = this.get();
    const isMeant = selected.size === 0 && !wholeResult;
    return isMeant && !this.currentRow() && current < windowLength(window) && loadError === null;
  }

  #takeTurns() {
    if (this.#isTakingTurns || this.#turns.length === 0) return;
    this.#isTakingTurns = true;
    if (this.get().loadError !== null) this.#turns = [];
    for (let [turn] = this.#turns; turn; [turn] = this.#turns) {
      if (turn.needsRow && this.#isComing()) break;
      this.#turns.shift();
      turn.run();
    }
    this.#isTakingTurns = false;
  }

  // ── Place ──────────────────────────────────────────────────────────────────────────────────────

  moveTo(index: number) {
    const last = Math.max(0, windowLength(this.get().window) - 1);
    const current = Math.min(Math.max(0, index), last);
    this.#selection.release();
    this.update((state) => ({ ...state, current, reveal: state.reveal + 1, editing: null }));
    this.look(current, current);
  }

  /** Stays where it is where the row is not held. */
  moveToRow(id: string) {
    const index = indexOfRow(this.get().window, id);
    if (index >= 0) this.moveTo(index);
  }

  move(by: number) {
    this.moveTo(this.get().current + by);
  }

  /** Moves to the next row with an open finding, as far as a few pages on. */
  async moveToFinding(direction: 1 | -1) {
    let index = this.get().current + direction;
    for (let fetched = 0; index >= 0 && index < windowLength(this.get().window); index += direction) {
      if (!rowAt(this.get().window, index)) {
        if (fetched++ === PAGES_SEARCHED) break;
        const { moved } = this.get();
        await this.#loader.fetched(index);
        // Rows that came before the held ones may have moved them.
        index += this.get().moved - moved;
      }
      const row = rowAt(this.get().window, index);
      if (!row) break;
      if (row.findings.some(({ state }) => state === "open")) return this.moveTo(index);
    }
    this.announce("noFinding");
  }

  // ── Selection ──────────────────────────────────────────────────────────────────────────────────

  toggle(index = this.get().current) {
    this.#selection.toggle(index);
  }

  /** Selects from the row where extending began to a row so many further on. */
  extend(by: number) {
    this.extendTo(this.get().current + by);
  }

  /** Selects from where extending began to that row; rows between that are not held are fetched. */
  extendTo(index: number) {
    this.#selection.extendTo(index);
    this.look(this.get().current, this.get().current);
  }

  /** What a click with shift does. */
  toggleRange(index: number) {
    this.extendTo(index);
  }

  selectRows(rows: readonly ExemplarRow[]) {
    this.#selection.selectRows(rows);
  }

  /** Selects everything that matches the filter, held or not. */
  selectWholeResult() {
    this.#selection.selectWholeResult();
  }

  /** Selects the near-duplicates or look-alikes of the current row. */
  async selectCluster() {
    const row = this.currentRow();
    await (row ? this.#selection.selectKin(row) : this.announce("notLoaded"));
  }

  clearSelection() {
    this.#selection.clear();
  }

  // ── Screen ─────────────────────────────────────────────────────────────────────────────────────

  /** The place, the selection and what is open stay. Clusters stand together only where they are sorted so. */
  setLayout(layout: Layout) {
    const { layout: before, view } = this.get();
    if (layout === before) return;
    this.together(() => {
      this.update((state) => ({ ...state, layout, editing: null, reveal: state.reveal + 1 }));
      this.announce("layout", { layout });
    });
    if (layout === "clusters" && view.sort.key !== GROUPED.key) {
      this.#sortBefore = view.sort;
      void this.#resort({ ...view, sort: GROUPED });
    } else if (before === "clusters" && view.sort.key === GROUPED.key) {
      const sort = this.#sortBefore ?? DEFAULT_SORT;
      this.#sortBefore = null;
      if (sort.key !== GROUPED.key) void this.#resort({ ...view, sort });
    }
  }

  #resort(view: ExemplarView) {
    return this.#loader.open(view, this.currentRow()?.number ?? null, true);
  }

  setPanel(panel: Panel | null) {
    const { panel: before } = this.get();
    if (before === "details" || before === null) this.#panelBefore = before;
    this.update((state) => ({ ...state, panel }));
  }

  /** Shows a panel, or what was there before it where it is shown already. */
  togglePanel(panel: Panel) {
    if (this.get().panel !== panel) return this.setPanel(panel);
    this.setPanel(panel === "details" ? null : this.#panelBefore);
  }

  setOverlay(overlay: Overlay | null) {
    this.update((state) => ({ ...state, overlay, proposed: overlay === "bulk" ? state.proposed : null }));
  }

  toggleOpen(id: string) {
    this.update((state) => {
      const opened = new Set(state.opened);
      if (!opened.delete(id)) opened.add(id);
      return { ...state, opened };
    });
  }

  // ── Rows ───────────────────────────────────────────────────────────────────────────────────────

  /** Shows another view, at the place where it has the exemplar of that number or would have it. */
  async openView(view: ExemplarView, place: number | null) {
    this.#selection.release();
    // They were meant for what was shown before.
    this.#turns = [];
    // Clusters stand together only where they are sorted so.
    if (this.get().layout === "clusters" && view.sort.key !== GROUPED.key) {
      this.update((state) => ({ ...state, layout: "table" }));
    }
    await this.#loader.open(view, place, false);
  }

  /** Shows another filter or sort: who sorts wants to see the top, who filters keeps the place. */
  showView(view: ExemplarView) {
    const { current, view: before } = this.get();
    const isSorted = writeView({ ...view, filter: before.filter }) !== writeView(before);
    void this.openView(view, isSorted || current === 0 ? null : (this.currentRow()?.number ?? null));
  }

  /** Asks for the view afresh: rows that no longer fit go, new ones come. */
  reopen() {
    return this.openView(this.get().view, this.currentRow()?.number ?? null);
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
    this.#loader.look(first, last);
  }

  retryLoading() {
    this.#loader.retry();
  }

  /** Fetches the state of rows that stand in the grid, except those with changes on their way to the server. */
  refresh(ids: readonly string[]): Promise<void> {
    return this.#loader.refresh(ids);
  }

  /** What is looked at is fetched afresh, without moving; what else is held is fetched when it is looked at. */
  refreshVisible(): Promise<void> {
    return this.#loader.refreshVisible();
  }
}
