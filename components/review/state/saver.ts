import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { Decision } from "#lib/review/review.ts";
import { type Change, changedRows, type Entry, enqueue, forgetFailures } from "./outbox.ts";
import { type Conflict, knownRow, withRows } from "./review-state.ts";
import type { ReviewStore } from "./review-store.ts";
import { Answers } from "./saving/answers.ts";
import { Awaiting } from "./saving/awaiting.ts";
import { keepTheirs, takeConflict } from "./saving/conflicts.ts";
import { History, type Step, type StepRef } from "./saving/history.ts";
import type { KeptQueue } from "./saving/kept-queue.ts";
import type { SaveTarget } from "./saving/save-target.ts";
import { Sender } from "./saving/sender.ts";
import { startBulk } from "./saving/start-bulk.ts";
import { type Contribution, contributionOf, labelsOf, tally, untally } from "./session/session-tally.ts";

interface Options {
  labels: readonly ExemplarRow["label"][];
  /** Says that the server could not be reached. */
  unreachable: string;
  /** Absent where the browser keeps nothing. */
  kept?: KeptQueue | null;
}

/**
 * Shows changes at once and saves them in the background, in order. What the server refuses is taken back; while it
 * cannot be reached everything waits.
 */
export class Saver {
  readonly #store: ReviewStore;
  readonly #target: SaveTarget;
  readonly #labels: Options["labels"];
  readonly #unreachable: string;
  readonly #history = new History();
  readonly #sender: Sender;
  readonly #awaiting: Awaiting;
  #kept: KeptQueue | null;

  constructor(store: ReviewStore, target: SaveTarget, { labels, unreachable, kept = null }: Options) {
    this.#store = store;
    this.#target = target;
    this.#labels = labels;
    this.#unreachable = unreachable;
    this.#kept = kept;
    const answers = new Answers(store, {
      history: this.#history,
      await: (rows) => this.#awaiting.add(rows),
      stopAwaiting: (ids) => this.#awaiting.drop(ids),
      forget: (ids) => this.#kept?.remove(ids),
    });
    this.#sender = new Sender({
      save: (changes) => target.save(changes),
      shown: () => target.shown(),
      waiting: () => store.get().outbox.queue,
      settle: (entries, results) => answers.settle(entries, results),
      reached: (isReached) => answers.reached(isReached, unreachable),
    });
    this.#awaiting = new Awaiting(store, {
      fetchRows: (numbers) => target.fetchRows(numbers),
      accept: (rows) => void this.#make({ kind: "decide", decision: { kind: "accept" } }, rows, true),
      keep: (rows) => this.#kept?.keepAwaiting(rows),
    });
  }

  /** @returns the rows that the change changed, as they are now */
  make(change: Change, rows: readonly ExemplarRow[]): ExemplarRow[] {
    if (change.kind === "undo" || change.kind === "redo") {
      if (change.kind === "redo") this.redo();
      else if (change.undoes === null) this.undo();
      else this.undoBatch(change.undoes);
      return [];
    }
    return this.#make(change, rows);
  }

  #make(
    change: Exclude<Change, { kind: "undo" | "redo" }>,
    rows: readonly ExemplarRow[],
    isByItself = false,
  ): ExemplarRow[] {
    const id = crypto.randomUUID();
    const after = changedRows(change, rows, this.#labels);
    const before = rows.filter((row) => after.has(row.id));
    if (before.length === 0) return [];
    const tallied = change.kind === "decide" ? contributionOf(change.decision, before) : null;
    const of = change.kind === "edit" ? "edit" : change.decision.kind;
    this.#history.add({ batchId: id, of, before, tallied }, isByItself);
    this.#store.together(() => {
      this.#put({ id, change, before }, after);
      if (tallied)
        this.#tally(tallied, change.kind === "edit" ? [] : labelsOf(change.decision, [...after.values()]));
      this.#follow(change, after);
    });
    return [...after.values()];
  }

  /** Accepts rows as soon as they are screened. */
  acceptLater(rows: readonly ExemplarRow[]) {
    const fresh = rows.filter(({ id }) => !this.#awaiting.has(id));
    if (fresh.length === 0) return;
    this.#awaiting.add(fresh);
    this.#history.add({ batchId: crypto.randomUUID(), before: fresh, tallied: null, waits: true });
  }

  /** An edited exemplar that was accepted is accepted again when it is screened; taking back the edit ends that. */
  awaitAgain(rows: readonly ExemplarRow[]) {
    this.#awaiting.add(rows);
  }

  /** To be called from time to time: whether what waits to be screened has been. */
  checkAwaiting(): Promise<void> {
    return this.#awaiting.check();
  }

  /** Takes back the newest step: at once where its rows are held, else when the server has said which it was. */
  undo(): void {
    const step = this.#history.takeDone();
    if (!step?.waits) {
      this.#takeBack(step);
      return;
    }
    // What has been accepted meanwhile is a step of its own, which comes next.
    const dropped = this.#awaiting.drop(step.before.map(({ id }) => id));
    if (dropped === 0) {
      this.undo();
      return;
    }
    const number = step.before[0]?.number ?? 0;
    this.#store.announce("undone", { kind: "accept", count: dropped, number, skipped: 0 });
  }

  /** Takes back one batch, whatever was done after it. */
  undoBatch(batchId: string) {
    this.#takeBack(this.#history.takeDone(batchId) ?? { batchId, before: [], tallied: null });
  }

  /** Makes again what was taken back last. */
  redo() {
    const step = this.#history.takeUndone();
    if (!step && !this.#history.mayRedoEarlier) return this.#store.announce("nothingToRedo");
    const id = crypto.randomUUID();
    const before = this.#restore(id, {
      kind: "redo",
      redoes: step?.batchId ?? null,
      ...ofStep(step),
      before: step?.before ?? [],
    });
    const tallied = step?.tallied ?? null;
    this.#history.addRedone({ batchId: id, ...ofStep(step), before, tallied });
    if (tallied) this.#tally(tallied, []);
    this.#lookAgain(step);
  }

  #takeBack(step: Step | undefined) {
    const id = crypto.randomUUID();
    const before = this.#restore(id, {
      kind: "undo",
      undoes: step?.batchId ?? null,
      ...ofStep(step),
      before: step?.before ?? [],
    });
    const tallied = step?.tallied ?? null;
    this.#history.addUndone({ batchId: id, ...ofStep(step), before, tallied });
    if (tallied) {
      this.#store.update((state) => ({ ...state, session: untally(state.session, tallied) }));
    }
    this.#lookAgain(step);
  }

  /** @returns the rows that are held, as they stood before */
  #restore(id: string, change: Change & { kind: "undo" | "redo" }): ExemplarRow[] {
    const state = this.#store.get();
    const held = change.before.map((row) => knownRow(state, row.id)).filter((row) => row !== undefined);
    const after = changedRows(change, held);
    const before = held.filter((row) => after.has(row.id));
    this.#store.together(() => {
      this.#put({ id, change, before }, after);
      const waiting = before.filter((row) => this.#awaiting.has(row.id));
      // With another text it is another exemplar that would be accepted.
      const isSame = (row: ExemplarRow) => after.get(row.id)?.text === row.text;
      this.#awaiting.drop(waiting.filter((row) => !isSame(row)).map((row) => row.id));
      const same = waiting.filter(isSame).map((row) => after.get(row.id) ?? row);
      if (same.length > 0) this.#awaiting.add(same);
    });
    return before;
  }

  /** What was taken back is what one wants to look at again; a batch has no one such row. */
  #lookAgain(step: Step | undefined) {
    if (step?.before.length === 1 && step.before[0]) this.#store.moveToRow(step.before[0].id);
  }

  #put(entry: Entry, after: ReadonlyMap<string, ExemplarRow>) {
    this.#store.update((state) => ({ ...withRows(state, after), outbox: enqueue(state.outbox, entry) }));
    this.#kept?.put(entry);
    this.#sender.wake();
  }

  /** What waits to be accepted goes on waiting through a new label or a flag, and no longer after another decision. */
  #follow(change: Change, after: ReadonlyMap<string, ExemplarRow>) {
    const waiting = [...after.values()].filter(({ id }) => this.#awaiting.has(id));
    if (waiting.length === 0) return;
    const isDecided =
      change.kind === "decide" && ["accept", "reject", "reopen"].includes(change.decision.kind);
    if (isDecided) this.#awaiting.drop(waiting.map(({ id }) => id));
    else this.#awaiting.add(waiting);
  }

  #tally(tallied: Contribution, labels: readonly string[]) {
    const at = Date.now();
    this.#store.update((state) => ({ ...state, session: tally(state.session, tallied, { at, labels }) }));
  }

  // ── The whole result ───────────────────────────────────────────────────────────────────────────

  /** Decides everything that matches the filter, as one step. What waits is saved before it. */
  async startBulk(decision: Decision): Promise<void> {
    const bulkId = await startBulk(this.#store, decision, {
      start: (asked) => this.#target.startBulk(asked),
      flush: () => this.flush(),
      unreachable: this.#unreachable,
    });
    if (bulkId !== null) this.#history.add({ batchId: bulkId, before: [], tallied: null });
  }

  /** Sends what waits at once. Resolves when nothing waits any more, or the server cannot be reached. */
  flush(): Promise<void> {
    return this.#sender.hurry();
  }

  /** Whether a batch was made on this screen. */
  isMine(batchId: string): boolean {
    return this.#history.isMine(batchId);
  }

  /** What can be taken back, for the next time the screen is opened in this window. */
  remembered(): StepRef[] {
    return this.#history.remembered();
  }

  recall(steps: readonly StepRef[]) {
    this.#history.recall(steps);
  }

  /** From now on unsaved changes are kept; those that were left of last time are sent first. */
  keepIn(kept: KeptQueue, isOpen: (tab: string) => boolean, isAlone: boolean) {
    const left = kept.takeOver(isOpen, this.#labels);
    for (const entry of this.#store.get().outbox.queue) kept.put(entry);
    this.#kept = kept;
    if (isAlone) this.#awaiting.add(kept.keptAwaiting());
    if (left.length === 0) return;
    this.#store.together(() => {
      this.#store.update((state) => ({
        ...state,
        outbox: { ...state.outbox, queue: [...left, ...state.outbox.queue] },
      }));
      this.#store.announce("restored", { count: left.length });
    });
    this.#history.addEarlier(left);
    void this.#sender.hurry();
  }

  // ── What did not go as it should ───────────────────────────────────────────────────────────────

  /** Makes the failed changes once more, on the rows as they are now. */
  retry() {
    const { failures } = this.#store.get().outbox;
    this.dismiss();
    this.#store.announce("retrying", { count: failures.length });
    for (const { entry } of failures) {
      const { change, before } = entry;
      if (change.kind === "redo") this.redo();
      else
        this.make(
          change,
          before.map((row) => knownRow(this.#store.get(), row.id) ?? row),
        );
    }
  }

  dismiss() {
    this.#store.update((state) => ({ ...state, outbox: forgetFailures(state.outbox) }));
  }

  /** Leaves an exemplar as someone else has made it. */
  keepTheirs(conflict: Conflict) {
    keepTheirs(this.#store, conflict);
  }

  /** Makes my change again, on the exemplar as it is now. */
  async applyMine(conflict: Conflict): Promise<void> {
    const { mine } = conflict;
    const row = await takeConflict(this.#store, (numbers) => this.#target.fetchRows(numbers), conflict);
    if (row && this.make(mine, [row]).length === 0) this.#store.announce("unchanged");
  }
}

const ofStep = (step: Step | undefined) => (step?.of ? { of: step.of } : {});
