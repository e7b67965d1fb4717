import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { SentChange } from "#lib/review/changes.ts";
import { type Decision, decided, editedRow } from "#lib/review/review.ts";

/** What a step was: it says what of a row goes back when the step is taken back. */
export type StepKind = Decision["kind"] | "edit";

export type Change =
  | { kind: "decide"; decision: Decision; label?: ExemplarRow["label"] }
  | { kind: "edit"; text: string }
  /** `undoes` null: whatever the server finds to be the newest. */
  | { kind: "undo"; undoes: string | null; of?: StepKind; before: readonly ExemplarRow[] }
  /** `redoes` is the batch of an undo; null: the newest, where nothing was decided since. */
  | { kind: "redo"; redoes: string | null; of?: StepKind; before: readonly ExemplarRow[] };

/** What is sent of a row. */
export type RowRef = Pick<ExemplarRow, "id" | "number" | "revision">;

/** One keystroke's worth of changes: shown at once, saved in its turn. */
export interface Entry {
  /** Also the batch's id on the server, so that an entry sent twice is made once. */
  id: string;
  change: Change;
  /** The rows as they stood before, as far as the browser holds them. */
  before: readonly ExemplarRow[];
  /** The rows that it is about, where `before` has not all of them. */
  rows?: readonly RowRef[];
}

export interface Failure {
  entry: Entry;
  message: string;
}

export interface Outbox {
  /** Saved from the front, in order. */
  queue: readonly Entry[];
  failures: readonly Failure[];
}

export const EMPTY_OUTBOX: Outbox = { queue: [], failures: [] };

type Rows = Map<string, ExemplarRow>;
type Labels = readonly ExemplarRow["label"][];

/** Rows as the change makes them; rows that are that way already are left out. */
export function changedRows(change: Change, rows: readonly ExemplarRow[], labels: Labels = []): Rows {
  const restored = new Map("before" in change ? change.before.map((row) => [row.id, row]) : []);
  const changed: Rows = new Map();
  for (const row of rows) {
    const after =
      change.kind === "decide"
        ? decided(row, change.decision, change.label ?? suggestedLabel(row, change.decision, labels))
        : change.kind === "edit"
          ? editedRow(row, change.text)
          : restoredRow(row, restored.get(row.id), change.of);
    if (after) changed.set(row.id, after);
  }
  return changed;
}

function suggestedLabel({ suggestion }: ExemplarRow, { kind }: Decision, labels: Labels) {
  return kind === "suggestion" ? labels.find(({ id }) => id === suggestion?.labelId) : undefined;
}

/** Only what the step changed goes back: the rest may have been changed by someone else since. */
function restoredRow(
  row: ExemplarRow,
  before: ExemplarRow | undefined,
  of: StepKind | undefined,
): ExemplarRow | null {
  if (!before || !of) return null;
  const revision = row.revision + 1;
  switch (of) {
    case "accept":
    case "reject":
    case "reopen":
      return { ...row, status: before.status, revision };
    case "relabel":
    case "suggestion":
      return { ...row, label: before.label, revision };
    case "flag":
    case "unflag":
      return { ...row, flagged: before.flagged, revision };
    case "confirm":
      return { ...row, revision };
    case "edit":
      return {
        ...editedRow(row, before.text),
        status: before.status,
        textLength: before.textLength,
        edited: before.edited,
        revision,
      };
  }
}

/** The rows that an entry is about. */
export function rowsOf({ rows, before }: Entry): readonly RowRef[] {
  return rows ?? before;
}

/** An entry as it goes to the server. */
export function sentChange(entry: Entry): SentChange {
  const { id: batchId, change } = entry;
  switch (change.kind) {
    case "decide": {
      const rows = rowsOf(entry);
      return {
        kind: "decide",
        batchId,
        exemplarIds: rows.map(({ id }) => id),
        revisions: rows.map(({ revision }) => revision),
        decision: change.decision,
      };
    }
    case "edit": {
      const [row] = rowsOf(entry);
      if (!row) throw new Error("an edit is about one row");
      return { kind: "edit", batchId, exemplarId: row.id, revision: row.revision, text: change.text };
    }
    case "undo":
      return { kind: "undo", batchId, undoes: change.undoes };
    case "redo":
      return { kind: "redo", batchId, redoes: change.redoes };
  }
}

export function enqueue(outbox: Outbox, entry: Entry): Outbox {
  return { ...outbox, queue: [...outbox.queue, entry] };
}

export function succeed(outbox: Outbox, ids: ReadonlySet<string>): Outbox {
  return { ...outbox, queue: outbox.queue.filter((entry) => !ids.has(entry.id)) };
}

/**
 * Takes back an entry that the server refused, and what was built on it: later entries on the same rows.
 * @returns the rows as they stood before the entries taken back
 */
export function fail(
  outbox: Outbox,
  id: string,
  message: string,
): { outbox: Outbox; restored: Rows; taken: readonly Entry[] } {
  const at = outbox.queue.findIndex((entry) => entry.id === id);
  const refused = outbox.queue[at];
  if (!refused) return { outbox, restored: new Map(), taken: [] };
  const rows = new Set<string>();
  const batches = new Set<string>();
  const taken: Entry[] = [];
  const kept: Entry[] = [];
  outbox.queue.forEach((entry, position) => {
    const { change } = entry;
    const of = change.kind === "undo" ? change.undoes : change.kind === "redo" ? change.redoes : null;
    const isBuiltOnIt =
      position > at && ((of !== null && batches.has(of)) || rowsOf(entry).some((row) => rows.has(row.id)));
    if (position === at || isBuiltOnIt) {
      taken.push(entry);
      batches.add(entry.id);
      for (const row of rowsOf(entry)) rows.add(row.id);
    } else kept.push(entry);
  });
  const restored: Rows = new Map();
  for (const entry of taken.toReversed()) for (const row of entry.before) restored.set(row.id, row);
  const failures = [...outbox.failures, ...taken.map((entry) => ({ entry, message }))];
  return { outbox: { queue: kept, failures }, restored, taken };
}

export function forgetFailures(outbox: Outbox): Outbox {
  return { ...outbox, failures: [] };
}

/** Whether a row has changes that the server has not confirmed yet. */
export function isUnsaved(outbox: Outbox, id: string): boolean {
  return outbox.queue.some((entry) => rowsOf(entry).some((row) => row.id === id));
}

/** The ids of all rows with changes that the server has not confirmed yet. */
export function unsavedRows(outbox: Outbox): Set<string> {
  return new Set(outbox.queue.flatMap((entry) => rowsOf(entry).map(({ id }) => id)));
}
