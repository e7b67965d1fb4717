import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { type Decision, decided, editedRow } from "#lib/review/review.ts";

export type Change =
  | { kind: "decide"; decision: Decision; label?: ExemplarRow["label"] }
  | { kind: "edit"; text: string }
  /** `batchId` null: whatever the server finds to be the newest. */
  | { kind: "undo"; batchId: string | null; before: readonly ExemplarRow[] };

/** One keystroke's worth of changes: shown at once, saved in its turn. */
export interface Entry {
  /** Also the batch's id on the server, so that an entry sent twice is made once. */
  id: string;
  change: Change;
  /** The rows as they stood before. */
  before: readonly ExemplarRow[];
}

export interface Failure {
  entry: Entry;
  message: string;
}

export interface Outbox {
  /** Saved from the front, one after another. */
  queue: readonly Entry[];
  failures: readonly Failure[];
}

export const EMPTY_OUTBOX: Outbox = { queue: [], failures: [] };

type Rows = Map<string, ExemplarRow>;

/** Rows as the change makes them; rows that are that way already are left out. */
export function changedRows(change: Change, rows: readonly ExemplarRow[]): Rows {
  const restored = new Map(change.kind === "undo" ? change.before.map((row) => [row.id, row]) : []);
  const changed: Rows = new Map();
  for (const row of rows) {
    const after =
      change.kind === "decide"
        ? decided(row, change.decision, change.label)
        : change.kind === "edit"
          ? editedRow(row, change.text)
          : restoredRow(row, restored.get(row.id));
    if (after) changed.set(row.id, after);
  }
  return changed;
}

function restoredRow(row: ExemplarRow, before: ExemplarRow | undefined): ExemplarRow | null {
  if (!before) return null;
  const { status, label, edited } = before;
  const state = { ...row, status, label, revision: row.revision + 1 };
  if (row.text === before.text) return state;
  return {
    ...editedRow(state, before.text),
    textLength: before.textLength,
    edited,
    revision: state.revision,
  };
}

export function enqueue(outbox: Outbox, entry: Entry): Outbox {
  return { ...outbox, queue: [...outbox.queue, entry] };
}

export function succeed(outbox: Outbox, id: string): Outbox {
  return { ...outbox, queue: outbox.queue.filter((entry) => entry.id !== id) };
}

/**
 * Takes back an entry that could not be saved, and what was built on it: later entries on the same rows, or all of
 * them where the server could not be reached at all.
 * @returns the rows as they stood before the entries taken back
 */
export function fail(
  outbox: Outbox,
  id: string,
  { message, unreachable }: { message: string; unreachable: boolean },
): { outbox: Outbox; restored: Rows } {
  const at = outbox.queue.findIndex((entry) => entry.id === id);
  if (at < 0) return { outbox, restored: new Map() };
  const rows = new Set(outbox.queue[at]?.before.map((row) => row.id));
  const taken: Entry[] = [];
  const kept: Entry[] = [];
  outbox.queue.forEach((entry, position) => {
    const isBuiltOnIt = position >= at && (unreachable || entry.before.some((row) => rows.has(row.id)));
    if (position === at || isBuiltOnIt) {
      taken.push(entry);
      for (const row of entry.before) rows.add(row.id);
    } else kept.push(entry);
  });
  const restored: Rows = new Map();
  for (const entry of taken.toReversed()) for (const row of entry.before) restored.set(row.id, row);
  const failures = [...outbox.failures, ...taken.map((entry) => ({ entry, message }))];
  return { outbox: { queue: kept, failures }, restored };
}

export function forgetFailures(outbox: Outbox): Outbox {
  return { ...outbox, failures: [] };
}

/** Whether a row has changes that the server has not confirmed yet. */
export function isUnsaved(outbox: Outbox, id: string): boolean {
  return outbox.queue.some((entry) => entry.before.some((row) => row.id === id));
}
