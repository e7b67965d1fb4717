import { type ExemplarRow, isLeak } from "#lib/exemplars/exemplars.ts";
import type { DecideResult, UndoResult } from "#lib/review/review.ts";
import type { ActionResult } from "#lib/server/action-result.ts";
import { type Change, changedRows, type Entry, enqueue, fail, forgetFailures, succeed } from "./outbox.ts";
import { withRows } from "./review-state.ts";
import type { ReviewStore } from "./review-store.ts";

/** What saves a change; a call that throws means that the server could not be reached. */
export interface SaveTarget {
  decide(entry: Entry, change: Change & { kind: "decide" }): Promise<ActionResult<DecideResult>>;
  edit(entry: Entry, change: Change & { kind: "edit" }): Promise<ActionResult<DecideResult>>;
  undo(change: Change & { kind: "undo" }): Promise<ActionResult<UndoResult>>;
}

/** How many batches are remembered so that taking one back shows at once. */
const REMEMBERED = 500;

/** Shows changes at once and saves them in the background, in order; what cannot be saved is taken back. */
export class Saver {
  readonly #store: ReviewStore;
  readonly #target: SaveTarget;
  readonly #unreachable: string;
  #made: { batchId: string; before: readonly ExemplarRow[] }[] = [];
  #isSaving = false;

  /** @param unreachable the sentence that says that the server could not be reached */
  constructor(store: ReviewStore, target: SaveTarget, unreachable: string) {
    this.#store = store;
    this.#target = target;
    this.#unreachable = unreachable;
  }

  /** @returns the rows that the change changed */
  make(change: Change, rows: readonly ExemplarRow[], id: string = crypto.randomUUID()): ExemplarRow[] {
    const after = changedRows(change, rows);
    const before = rows.filter((row) => after.has(row.id));
    if (before.length === 0 && change.kind !== "undo") return [];
    this.#store.update((state) => ({
      ...withRows(state, after),
      outbox: enqueue(state.outbox, { id, change, before }),
    }));
    if (change.kind !== "undo") this.#made = [...this.#made, { batchId: id, before }].slice(-REMEMBERED);
    void this.#saveAll();
    return [...after.values()];
  }

  /** Takes back the newest batch: at once where it was made here, else when the server has said which it was. */
  undo() {
    const made = this.#made.pop();
    const { window, selected } = this.#store.get();
    const ids = new Set(made?.before.map(({ id }) => id));
    const held = new Map(window.rows.filter(({ id }) => ids.has(id)).map((row) => [row.id, row]));
    for (const [id, row] of selected) if (ids.has(id)) held.set(id, row);
    this.make({ kind: "undo", batchId: made?.batchId ?? null, before: made?.before ?? [] }, [
      ...held.values(),
    ]);
    // What was taken back is what one wants to look at again; a batch has no one such row.
    if (made?.before.length === 1 && made.before[0]) this.#store.moveToRow(made.before[0].id);
  }

  /** Makes the failed changes once more, on the rows as they are now. */
  retry() {
    const { failures } = this.#store.get().outbox;
    this.dismiss();
    this.#store.announce("retrying", { count: failures.length });
    for (const { entry } of failures) {
      const { window, selected } = this.#store.get();
      const now = new Map([...window.rows, ...selected.values()].map((row) => [row.id, row]));
      const rows = entry.before.map((row) => now.get(row.id) ?? row);
      this.make(entry.change, rows, entry.id);
    }
  }

  dismiss() {
    this.#store.update((state) => ({ ...state, outbox: forgetFailures(state.outbox) }));
  }

  async #saveAll() {
    if (this.#isSaving) return;
    this.#isSaving = true;
    for (;;) {
      const [entry] = this.#store.get().outbox.queue;
      if (!entry) break;
      await this.#save(entry);
    }
    this.#isSaving = false;
  }

  async #save(entry: Entry) {
    const { change } = entry;
    if (change.kind === "undo") return this.#saveUndo(entry, change);
    const saved = await (change.kind === "decide"
      ? this.#target.decide(entry, change)
      : this.#target.edit(entry, change)
    ).catch(() => null);
    if (!saved?.ok) return this.#fail(entry, saved?.error.message ?? null);
    this.#done(entry);
    const { conflicts } = saved.data;
    if (conflicts.length > 0) {
      const numbers = entry.before
        .filter(({ id }) => conflicts.includes(id))
        .map(({ number }) => `#${number}`);
      this.#store.announce("conflict", { count: conflicts.length, numbers: numbers.slice(0, 5).join(", ") });
    }
    const stale = [...conflicts, ...judgedAnew(entry)];
    if (stale.length > 0) await this.#store.refresh(stale);
  }

  async #saveUndo(entry: Entry, change: Change & { kind: "undo" }) {
    const saved = await this.#target.undo(change).catch(() => null);
    if (saved?.ok === false && saved.error.code === "not-found")
      return this.#refuseUndo(entry, saved.error.message);
    if (!saved?.ok) return this.#fail(entry, saved?.error.message ?? null);
    this.#done(entry);
    const { kind, restored, skipped } = saved.data;
    const first = restored[0]?.number ?? 0;
    this.#store.announce("undone", { kind, count: restored.length, number: first, skipped });
    await this.#store.refresh(restored.map(({ id }) => id));
    if (change.batchId === null && restored.length === 1 && restored[0])
      this.#store.moveToRow(restored[0].id);
  }

  /** There is nothing to take back: no failure that trying again could mend. */
  #refuseUndo(entry: Entry, message: string) {
    const restored = new Map(entry.before.map((row) => [row.id, row]));
    this.#store.update((state) => ({
      ...withRows(state, restored),
      outbox: succeed(state.outbox, entry.id),
    }));
    this.#store.announce("refused", { message });
    void this.#store.refresh([...restored.keys()]);
  }

  #done({ id }: Entry) {
    this.#store.update((state) => ({ ...state, outbox: succeed(state.outbox, id), saves: state.saves + 1 }));
  }

  #fail(entry: Entry, refusal: string | null) {
    const message = refusal ?? this.#unreachable;
    const { outbox, restored } = fail(this.#store.get().outbox, entry.id, {
      message,
      unreachable: refusal === null,
    });
    const failed = new Set(outbox.failures.map((failure) => failure.entry.id));
    const undoes = outbox.failures
      .map((failure) => failure.entry.change)
      .filter(({ kind }) => kind === "undo");
    this.#made = this.#made.filter(({ batchId }) => !failed.has(batchId));
    for (const undo of undoes) {
      if (undo.kind === "undo" && undo.batchId && !failed.has(undo.batchId))
        this.#made.push({ ...undo, batchId: undo.batchId });
    }
    this.#store.update((state) => ({ ...withRows(state, restored), outbox }));
    this.#store.announce("notSaved", { count: restored.size, message });
    // What was refused may have been refused because the rows have changed.
    if (refusal !== null) void this.#store.refresh([...restored.keys()]);
  }
}

/** The rows that a new label may have put in conflict with what they are like, or brought in line with it. */
function judgedAnew({ change, before }: Entry): string[] {
  if (change.kind !== "decide" || change.decision.kind !== "relabel") return [];
  return before.filter(({ findings }) => findings.some(({ kind }) => !isLeak(kind))).map(({ id }) => id);
}
