import { isLeak } from "#lib/exemplars/exemplars.ts";
import type { ChangeOutcome, ChangeResults } from "#lib/review/changes.ts";
import { type Entry, type RowRef, rowsOf } from "../outbox.ts";
import type { Conflict } from "../review-state.ts";
import type { StateCell } from "../rows/state-cell.ts";

type Restored = ChangeOutcome & { kind: "undone" | "redone" };

/** What the server's answers mean for what the browser shows. */
export interface Outcomes {
  /** Answered for good: they leave the queue. */
  done: Entry[];
  refused: { entry: Entry; message: string }[];
  /** Ids of batches in which nothing was done, so that there is nothing to take back. */
  empty: string[];
  conflicts: Conflict[];
  /** They wait to be screened before they are accepted. */
  unscreened: RowRef[];
  withoutSuggestion: RowRef[];
  /** There was nothing to take back or to make again. */
  nothing: string[];
  restored: Restored[];
  /** Ids of the rows of which the browser may show something else than is on the server. */
  stale: string[];
  /** The one row that was taken back, where the browser could not know which it would be. */
  look: string | null;
}

export function readOutcomes(entries: readonly Entry[], results: ChangeResults): Outcomes {
  const found: Outcomes = {
    done: [],
    refused: [],
    empty: [],
    conflicts: [],
    unscreened: [],
    withoutSuggestion: [],
    nothing: [],
    restored: [],
    stale: [],
    look: null,
  };
  for (const [position, entry] of entries.entries()) {
    const result = results[position];
    // An answer that says nothing of a change leaves it in the queue, to be sent again.
    if (!result) continue;
    const isRestoring = entry.change.kind === "undo" || entry.change.kind === "redo";
    if (result.ok) {
      readOutcome(found, entry, result.data);
      found.done.push(entry);
    } else if (isRestoring && result.error.code === "not-found") {
      found.nothing.push(result.error.message);
      found.empty.push(entry.id);
      found.stale.push(...idsOf(entry));
      found.done.push(entry);
    } else found.refused.push({ entry, message: result.error.message });
  }
  return found;
}

function readOutcome(found: Outcomes, entry: Entry, outcome: ChangeOutcome) {
  if (outcome.kind === "bulk") return;
  if (outcome.kind !== "decided") return readRestored(found, entry, outcome);
  const rows = new Map(rowsOf(entry).map((row) => [row.id, row]));
  for (const { id, reason, newest } of outcome.left) {
    const row = rows.get(id);
    if (!row) continue;
    found.stale.push(id);
    if (reason === "unscreened") found.unscreened.push(row);
    else if (reason === "noSuggestion") found.withoutSuggestion.push(row);
    else found.conflicts.push({ id, number: row.number, mine: entry.change, newest, reason });
  }
  if (outcome.decided === 0) found.empty.push(entry.id);
  found.stale.push(...judgedAnew(entry));
  // What was found again after a window was closed shows nothing of itself until now.
  if (entry.rows) found.stale.push(...idsOf(entry));
}

function readRestored(found: Outcomes, entry: Entry, outcome: Restored) {
  found.restored.push(outcome);
  if (outcome.count === 0) found.empty.push(entry.id);
  const { change } = entry;
  const isKnown = "before" in change && change.before.length > 0;
  const isShown =
    isKnown &&
    outcome.skipped === 0 &&
    outcome.count === entry.before.length &&
    outcome.decision !== "relabel";
  if (!isShown) found.stale.push(...outcome.changed.map(({ id }) => id), ...idsOf(entry));
  const [only] = outcome.changed;
  if (!isKnown && outcome.count === 1 && only) found.look = only.id;
}

const idsOf = (entry: Entry) => rowsOf(entry).map(({ id }) => id);

/** The rows that a new label may have put in conflict with what they are like or are judged, or brought in line with it. */
function judgedAnew({ change, before }: Entry): string[] {
  const isLabelled =
    change.kind === "decide" && (change.decision.kind === "relabel" || change.decision.kind === "suggestion");
  if (!isLabelled) return [];
  return before
    .filter(({ findings, judgeScore }) => judgeScore !== null || findings.some(({ kind }) => !isLeak(kind)))
    .map(({ id }) => id);
}

/** One line for each kind of news; the most important last, for the last one stays. */
export function announceOutcomes(cell: StateCell, outcomes: Outcomes) {
  const { restored, nothing, unscreened, withoutSuggestion, conflicts } = outcomes;
  const last = restored.at(-1);
  if (last) {
    const { kind, decision, count, changed, skipped } = last;
    cell.announce(kind, { kind: decision, count, number: changed[0]?.number ?? 0, skipped });
  }
  const [message] = nothing;
  if (message !== undefined) cell.announce("refused", { message });
  const [unlabelled] = withoutSuggestion;
  if (unlabelled) {
    cell.announce("noSuggestion", { count: withoutSuggestion.length, number: unlabelled.number });
  }
  const [waiting] = unscreened;
  if (waiting) cell.announce("awaiting", { count: unscreened.length, number: waiting.number });
  if (conflicts.length > 0) {
    const numbers = conflicts.slice(0, 5).map(({ number }) => `#${number}`);
    cell.announce("conflict", { count: conflicts.length, numbers: numbers.join(", ") });
  }
}
