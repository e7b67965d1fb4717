import type { ExemplarView } from "#lib/exemplars/exemplar-views.ts";
import { type ExemplarRow, isHeldBack } from "#lib/exemplars/exemplars.ts";
import type { Decision } from "#lib/review/review.ts";
import type { Command } from "./keys/commands.ts";
import { LAYOUTS, type Settings } from "./review-state.ts";
import type { ReviewStore } from "./review-store.ts";
import { isCut } from "./rows/cut-text.ts";
import { windowLength } from "./rows/grid-window.ts";
import type { Saver } from "./saver.ts";

/** What commands do outside the store. */
export interface ReviewScreen {
  focusSearch(): void;
  openFilters(): void;
  openQueues(): void;
  /** Brings the focus to where the keys work. */
  focusRows(): void;
  setView(view: ExemplarView): void;
  /** The whole text, where the row has only its beginning. */
  fetchText(exemplarId: string): Promise<string>;
  /** Changes how this person reviews, from now on and at the next visit. */
  saveSettings(settings: Settings): void;
}

export interface CommandContext {
  store: ReviewStore;
  saver: Saver;
  screen: ReviewScreen;
  labels: readonly ExemplarRow["label"][];
}

/** How many rows a page key moves. */
const PAGE = 15;

type Runs = Record<Extract<Command, string>, (context: CommandContext) => void>;

const RUNS: Runs = {
  next: ({ store }) => store.move(1),
  previous: ({ store }) => store.move(-1),
  nextPage: ({ store }) => store.move(PAGE),
  previousPage: ({ store }) => store.move(-PAGE),
  first: ({ store }) => store.moveTo(0),
  last: ({ store }) => store.moveTo(windowLength(store.get().window) - 1),
  nextFinding: ({ store }) => void store.moveToFinding(1),
  previousFinding: ({ store }) => void store.moveToFinding(-1),
  accept: (context) => decide(context, { kind: "accept" }),
  reject: (context) => decide(context, { kind: "reject" }),
  reopen: (context) => decide(context, { kind: "reopen" }),
  suggestion: (context) => decide(context, { kind: "suggestion" }),
  relabel: ({ store }) =>
    store.get().wholeResult || store.targets().length > 0
      ? store.setOverlay("labels")
      : store.announce("notLoaded"),
  edit: (context) => void beginEdit(context),
  flag,
  note: ({ store }) => (store.currentRow() ? store.setOverlay("note") : store.announce("notLoaded")),
  undo: ({ saver }) => saver.undo(),
  redo: ({ saver }) => saver.redo(),
  toggle: ({ store }) => store.toggle(),
  extendDown: ({ store }) => store.extend(1),
  extendUp: ({ store }) => store.extend(-1),
  selectAll: ({ store }) => store.selectWholeResult(),
  selectCluster: ({ store }) => void store.selectCluster(),
  clear: ({ store }) => clear(store),
  open: ({ store }) => {
    const row = store.currentRow();
    return row ? store.toggleOpen(row.id) : store.announce("notLoaded");
  },
  details: ({ store }) => store.togglePanel("details"),
  like,
  layout: ({ store }) => {
    const next = LAYOUTS[(LAYOUTS.indexOf(store.get().layout) + 1) % LAYOUTS.length];
    if (next) store.setLayout(next);
  },
  search: ({ screen }) => screen.focusSearch(),
  filter: ({ screen }) => screen.openFilters(),
  queue: ({ screen }) => screen.openQueues(),
  reload: ({ store }) => void store.reopen(),
  advance: ({ store, screen }) => {
    const { settings } = store.get();
    const advances = !settings.advances;
    screen.saveSettings({ ...settings, advances });
    store.announce("advance", { on: advances ? "yes" : "no" });
  },
  palette: ({ store }) => store.setOverlay(store.get().overlay === "palette" ? null : "palette"),
  keys: ({ store }) => store.togglePanel("keys"),
  session: ({ store }) => store.togglePanel("session"),
  guidelines: ({ store }) => store.togglePanel("guidelines"),
  secondLook: ({ store }) => store.togglePanel("secondLook"),
};

/** These are about the current row, and wait for it where it is on its way. */
const NEED_ROW = new Set<Command>([
  "accept",
  "reject",
  "reopen",
  "suggestion",
  "flag",
  "toggle",
  "extendDown",
  "extendUp",
]);

/** Keys, buttons and the palette all come here. */
export function runCommand(command: Command, context: CommandContext) {
  const needsRow = typeof command !== "string" || NEED_ROW.has(command);
  context.store.inTurn(() => {
    if (typeof command === "string") RUNS[command](context);
    else decide(context, { kind: "relabel", labelId: command.labelId });
  }, needsRow);
}

/** Closes what is open, the uppermost first; then lets go of the selection. */
function clear(store: ReviewStore) {
  const { overlay, panel } = store.get();
  if (overlay) store.setOverlay(null);
  else if (panel && panel !== "details") store.togglePanel(panel);
  else store.clearSelection();
}

function flag(context: CommandContext) {
  const { store } = context;
  const rows = store.targets();
  const isFlagged = !store.get().wholeResult && rows.length > 0 && rows.every(({ flagged }) => flagged);
  decide(context, { kind: isFlagged ? "unflag" : "flag" });
}

function like({ store, screen }: CommandContext) {
  const row = store.currentRow();
  if (!row) return store.announce("notLoaded");
  const { filter } = store.get().view;
  screen.setView({
    filter: { ...filter, like: row.number },
    sort: { key: "likeness", direction: "asc" },
  });
}

/** These are followed by the next row; after others one wants to see what became of it. */
const ADVANCING: readonly Decision["kind"][] = ["accept", "reject", "confirm"];

/** Decides the selection, or the current row and goes on to the next; the whole result is asked about first. */
export function decide(context: CommandContext, decision: Decision, asked?: ExemplarRow) {
  const { store } = context;
  store.together(() => {
    const { wholeResult, selected, settings } = store.get();
    if (wholeResult && !asked) {
      return store.update((state) => ({ ...state, proposed: decision, overlay: "bulk" }));
    }
    const isSelection = !asked && selected.size > 0;
    const rows = asked ? [asked] : store.targets();
    if (rows.length === 0) return store.announce("notLoaded");
    decideRows(context, isSecondLook(store, decision, rows) ? { kind: "confirm" } : decision, rows);
    if (isSelection) {
      // What has a new label or a flag is yet to be accepted.
      if (ADVANCING.includes(decision.kind) || decision.kind === "reopen") store.clearSelection();
    } else if (!asked && settings.advances && ADVANCING.includes(decision.kind)) store.move(1);
  });
}

/** Accepting what is accepted already says, on a second look, that it is right. */
function isSecondLook(store: ReviewStore, { kind }: Decision, rows: readonly ExemplarRow[]): boolean {
  const { secondLook } = store.get().view.filter;
  return kind === "accept" && secondLook !== null && rows.every(({ status }) => status === "accepted");
}

function decideRows({ store, saver, labels }: CommandContext, decision: Decision, rows: ExemplarRow[]) {
  const isLater = (row: ExemplarRow) =>
    decision.kind === "accept" && !row.screened && row.status !== "accepted";
  const later = rows.filter(isLater);
  const now = later.length > 0 ? rows.filter((row) => !isLater(row)) : rows;
  const label = decision.kind === "relabel" ? labels.find(({ id }) => id === decision.labelId) : undefined;
  const changed = saver.make({ kind: "decide", decision, ...(label ? { label } : {}) }, now);
  const [first] = changed;
  if (first) {
    const isHeld = decision.kind === "accept" && changed.length === 1 && isHeldBack(first);
    const values = { count: changed.length, number: first.number, label: first.label.name };
    store.announce(isHeld ? "heldBack" : decision.kind, values);
  } else if (now.length > 0 && later.length === 0) {
    const isMissing = decision.kind === "suggestion";
    store.announce(isMissing ? "noSuggestion" : "unchanged", {
      count: now.length,
      number: now[0]?.number ?? 0,
    });
  }
  const [waiting] = later;
  if (waiting) {
    saver.acceptLater(later);
    store.announce("awaiting", { count: later.length, number: waiting.number });
  }
}

export async function beginEdit({ store, screen }: CommandContext, asked?: ExemplarRow) {
  const row = asked ?? store.currentRow();
  if (!row) return store.announce("notLoaded");
  const isWhole = !isCut(row);
  try {
    const text = isWhole ? row.text : await screen.fetchText(row.id);
    store.update((state) => ({ ...state, editing: { row, text } }));
    store.announce("editing", { number: row.number });
  } catch (error) {
    store.announce("refused", { message: error instanceof Error ? error.message : String(error) });
  }
}

/** @param text what the editor held; the same text as before changes nothing */
export function saveEdit({ store, saver }: CommandContext, text: string) {
  const { editing } = store.get();
  store.update((state) => ({ ...state, editing: null }));
  const trimmed = text.trim();
  if (!editing || trimmed === "" || trimmed === editing.text.trim()) return;
  const { window } = store.get();
  const now = window.rows[window.index.get(editing.row.id) ?? -1];
  // A text that changed under the reviewer's hands is a conflict, which the old revision tells the server.
  const row = now && now.text === editing.row.text ? now : editing.row;
  const edited = saver.make({ kind: "edit", text: trimmed }, [row]);
  // It was accepted, and the reviewer who mends it means it to stay so.
  if (row.status === "accepted") saver.awaitAgain(edited);
  store.announce(row.status === "accepted" ? "editedAccepted" : "edited", { number: row.number });
}

export function cancelEdit({ store }: CommandContext) {
  store.update((state) => ({ ...state, editing: null }));
}
