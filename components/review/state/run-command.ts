import { type ExemplarRow, isHeldBack } from "#lib/exemplars/exemplars.ts";
import type { Decision } from "#lib/review/review.ts";
import { windowLength } from "./grid-window.ts";
import type { Command } from "./keymap.ts";
import type { ReviewStore } from "./review-store.ts";
import type { Saver } from "./saver.ts";

/** What commands do outside the rows. */
export interface ReviewScreen {
  toggleDetails(): void;
  toggleKeys(): void;
  /** @returns whether something was open that closed */
  closeKeys(): boolean;
  openPicker(): void;
  focusSearch(): void;
  /** The whole text, where the row has only its beginning. */
  fetchText(exemplarId: string): Promise<string>;
}

export interface CommandContext {
  store: ReviewStore;
  saver: Saver;
  screen: ReviewScreen;
  labels: readonly ExemplarRow["label"][];
}

export function runCommand(command: Command, context: CommandContext) {
  const { store, saver, screen } = context;
  switch (command.name) {
    case "move":
      return store.move(command.by);
    case "extend":
      return store.extend(command.by);
    case "edge":
      return store.moveTo(command.to === "first" ? 0 : windowLength(store.get().window) - 1);
    case "finding":
      return void store.moveToFinding(command.direction);
    case "decide":
      return decide(context, { kind: command.kind });
    case "relabel":
      return decide(context, { kind: "relabel", labelId: command.labelId });
    case "pickLabel":
      return store.targets().length > 0 ? screen.openPicker() : store.announce("notLoaded");
    case "edit":
      return void beginEdit(context);
    case "undo":
      return saver.undo();
    case "toggle":
      return store.toggle();
    case "selectLoaded":
      return store.selectLoaded();
    case "clear":
      return screen.closeKeys() ? undefined : store.clearSelection();
    case "keys":
      return screen.toggleKeys();
    case "details":
      return screen.toggleDetails();
    case "search":
      return screen.focusSearch();
  }
}

/** Decides the selection, or the current row and goes on to the next. */
export function decide({ store, saver, labels }: CommandContext, decision: Decision, asked?: ExemplarRow) {
  const isBulk = !asked && store.get().selected.size > 0;
  const rows = asked ? [asked] : store.targets();
  if (rows.length === 0) return store.announce("notLoaded");
  const label = decision.kind === "relabel" ? labels.find(({ id }) => id === decision.labelId) : undefined;
  const changed = saver.make({ kind: "decide", decision, ...(label ? { label } : {}) }, rows);
  const [first] = changed;
  if (!first) store.announce("unchanged");
  else {
    const isHeld = changed.length === 1 && isHeldBack(first);
    const values = { count: changed.length, number: first.number, label: label?.name ?? "" };
    store.announce(isHeld ? "heldBack" : decision.kind, values);
  }
  // A relabelled row is yet to be accepted: the place and the selection stay for it.
  if (decision.kind === "relabel") return;
  if (isBulk) store.clearSelection();
  else if (!asked && decision.kind !== "reopen") store.move(1);
}

export async function beginEdit({ store, screen }: CommandContext, asked?: ExemplarRow) {
  const row = asked ?? store.currentRow();
  if (!row) return store.announce("notLoaded");
  const isWhole = row.textLength <= row.text.length;
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
  const now = store.get().window.rows.find(({ id }) => id === editing.row.id);
  // A text that changed under the reviewer's hands is a conflict, which the old revision tells the server.
  const row = now && now.text === editing.row.text ? now : editing.row;
  saver.make({ kind: "edit", text: trimmed }, [row]);
  store.announce("edited", { number: row.number });
}

export function cancelEdit({ store }: CommandContext) {
  store.update((state) => ({ ...state, editing: null }));
}
