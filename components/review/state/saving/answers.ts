import type { ChangeResults } from "#lib/review/changes.ts";
import { type Change, type Entry, fail, type RowRef, succeed } from "../outbox.ts";
import { withRows } from "../review-state.ts";
import type { ReviewStore } from "../review-store.ts";
import { withConflicts } from "./conflicts.ts";
import type { History, Step } from "./history.ts";
import { announceOutcomes, readOutcomes } from "./outcomes.ts";

interface Port {
  history: History;
  /** These are accepted once they are screened. */
  await(rows: readonly RowRef[]): void;
  stopAwaiting(ids: Iterable<string>): void;
  /** These entries need no longer be kept. */
  forget(ids: Iterable<string>): void;
}

/** Brings what the browser shows in line with what the server answered. */
export class Answers {
  readonly #store: ReviewStore;
  readonly #port: Port;

  constructor(store: ReviewStore, port: Port) {
    this.#store = store;
    this.#port = port;
  }

  settle(entries: readonly Entry[], results: ChangeResults) {
    const outcomes = readOutcomes(entries, results);
    const store = this.#store;
    store.together(() => {
      const done = new Set(outcomes.done.map(({ id }) => id));
      this.#port.forget(done);
      this.#port.history.forget(new Set(outcomes.empty));
      store.update((state) => ({
        ...state,
        outbox: succeed(state.outbox, done),
        saves: state.saves + done.size,
        conflicts: withConflicts(state.conflicts, outcomes.conflicts),
      }));
      announceOutcomes(store, outcomes);
      for (const { entry, message } of outcomes.refused) this.#refuse(entry, message);
      // They were shown as accepted; how they are the server tells.
      if (outcomes.unscreened.length > 0) this.#port.await(outcomes.unscreened);
    });
    if (outcomes.stale.length === 0) return;
    void store.refresh(outcomes.stale).then(() => {
      if (outcomes.look !== null) store.moveToRow(outcomes.look);
    });
  }

  /** @param unreachable says that the server could not be reached */
  reached(isReached: boolean, unreachable: string) {
    const connection = isReached ? "reached" : "unreachable";
    const { connection: before, outbox } = this.#store.get();
    if (before === connection || (!isReached && before === "outdated")) return;
    this.#store.update((state) => ({ ...state, connection }));
    if (isReached) this.#store.announce("reached", { count: outbox.queue.length });
    else this.#store.announce("unreachable", { message: unreachable });
  }

  #refuse(entry: Entry, message: string) {
    const { history } = this.#port;
    const store = this.#store;
    const { outbox, restored, taken } = fail(store.get().outbox, entry.id, message);
    const ids = new Set(taken.map(({ id }) => id));
    this.#port.forget(ids);
    history.forget(ids);
    for (const { change } of taken) {
      // What could not be taken back still stands, and what could not be made again is still taken back.
      if (change.kind === "undo" && change.undoes !== null && !ids.has(change.undoes)) {
        history.addRedone(stepOf(change.undoes, change));
      }
      if (change.kind === "redo" && change.redoes !== null && !ids.has(change.redoes)) {
        history.addUndone(stepOf(change.redoes, change));
      }
    }
    this.#port.stopAwaiting(restored.keys());
    store.update((state) => ({ ...withRows(state, restored), outbox }));
    store.announce("notSaved", { count: restored.size, message });
    // What was refused may have been refused because the rows have changed.
    void store.refresh([...restored.keys()]);
  }
}

function stepOf(batchId: string, { of, before }: Change & { kind: "undo" | "redo" }): Step {
  return { batchId, before, tallied: null, ...(of ? { of } : {}) };
}
