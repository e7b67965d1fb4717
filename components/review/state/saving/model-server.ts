import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { BulkProgress } from "#lib/review/bulk/bulk.ts";
import type { ChangeOutcome, ChangeResults, LeftExemplar, SentChange } from "#lib/review/changes.ts";
import { decided, editedRow } from "#lib/review/review.ts";
import type { ActionResult } from "#lib/server/action-result.ts";
import type { StepKind } from "../outbox.ts";
import type { SaveTarget } from "./save-target.ts";

interface Logged {
  batchId: string;
  by: string;
  id: string;
  kind: StepKind | "undo";
  undoes: string | null;
  redoes: string | null;
  before: ExemplarRow;
  after: ExemplarRow;
}

const SCREENED: Partial<Record<StepKind, true>> = { edit: true };

/** The server as tests need it: the rules of decisions in memory, and answers that can fail. */
export class ModelServer implements SaveTarget {
  readonly rows: Map<string, ExemplarRow>;
  readonly labels: readonly ExemplarRow["label"][];
  log: Logged[] = [];
  /** What was sent, one list for each request. */
  requests: SentChange[][] = [];
  /** `deaf`: the request does not arrive; `mute`: it does, and the answer is lost. */
  line: "open" | "deaf" | "mute" = "open";
  /** Batches that are refused. */
  refuses = new Map<string, string>();
  bulks: string[] = [];
  /** Answers come when this is settled. */
  pause: Promise<void> = Promise.resolve();
  #answers = new Map<string, ChangeOutcome>();

  constructor(rows: readonly ExemplarRow[], labels: readonly ExemplarRow["label"][]) {
    this.rows = new Map(rows.map((row) => [row.id, row]));
    this.labels = labels;
  }

  shown = async () => {};

  fetchRows = async (numbers: number[]) =>
    [...this.rows.values()].filter((row) => numbers.includes(row.number));

  startBulk: SaveTarget["startBulk"] = async ({ bulkId, decision }) => {
    this.bulks.push(bulkId);
    const data: BulkProgress = {
      id: bulkId,
      task: { kind: "decide", decision },
      state: "waiting",
      expected: 3412,
      changed: 0,
      skipped: 0,
      error: null,
      by: "me",
      createdAt: "",
      finishedAt: null,
    };
    return { ok: true, data };
  };

  save = async (changes: SentChange[]): Promise<ActionResult<ChangeResults>> => {
    if (this.line === "deaf") throw new TypeError("fetch failed");
    this.requests.push(changes);
    await this.pause;
    const data = changes.map((change) => this.make(change));
    if (this.line === "mute") throw new TypeError("fetch failed");
    return { ok: true, data };
  };

  make(change: SentChange, by = "me"): ActionResult<ChangeOutcome> {
    const message = this.refuses.get(change.batchId);
    if (message !== undefined) return { ok: false, error: { code: "invalid", message } };
    const known = this.#answers.get(change.batchId);
    if (known) return { ok: true, data: known };
    const data =
      change.kind === "undo" || change.kind === "redo" ? this.#restore(change, by) : this.#decide(change, by);
    if (!data) return { ok: false, error: { code: "not-found", message: "nothing" } };
    this.#answers.set(change.batchId, data);
    return { ok: true, data };
  }

  #decide(change: SentChange & { kind: "decide" | "edit" }, by: string): ChangeOutcome {
    const left: LeftExemplar[] = [];
    let count = 0;
    const asked =
      change.kind === "edit"
        ? [{ id: change.exemplarId, revision: change.revision }]
        : change.exemplarIds.map((id, at) => ({ id, revision: change.revisions[at] }));
    for (const { id, revision } of asked) {
      const before = this.rows.get(id);
      const leave = (reason: LeftExemplar["reason"]) => left.push({ id, reason, newest: null });
      if (!before) leave("gone");
      else if (before.revision !== revision) leave("changed");
      else if (change.kind === "decide" && change.decision.kind === "accept" && !before.screened) {
        leave("unscreened");
      } else {
        const after =
          change.kind === "edit" ? editedRow(before, change.text) : this.#decided(before, change.decision);
        const kind = change.kind === "edit" ? "edit" : change.decision.kind;
        if (!after) continue;
        this.#record({ batchId: change.batchId, by, id, kind, undoes: null, redoes: null, before, after });
        count++;
      }
    }
    return { kind: "decided", decided: count, left };
  }

  #decided(row: ExemplarRow, decision: (SentChange & { kind: "decide" })["decision"]) {
    const wanted =
      decision.kind === "relabel"
        ? decision.labelId
        : decision.kind === "suggestion"
          ? row.suggestion?.labelId
          : null;
    return decided(
      row,
      decision,
      this.labels.find(({ id }) => id === wanted),
    );
  }

  #record(logged: Logged) {
    this.log.push(logged);
    this.rows.set(logged.id, logged.after);
  }

  #stands(at: number): boolean {
    const decision = this.log[at];
    return (
      decision !== undefined &&
      decision.kind !== "undo" &&
      !this.log.slice(at + 1).some(({ id, undoes }) => id === decision.id && undoes === decision.batchId)
    );
  }

  /** Whether nothing of the same matter that stands came after. */
  #isOnTop(
    at: number,
    kind: Logged["kind"],
    isNoHindrance: (later: number) => boolean = () => false,
  ): boolean {
    const isFlag = (of: Logged["kind"]) => of === "flag" || of === "unflag";
    return !this.log.some(
      (later, place) =>
        place > at &&
        later.id === this.log[at]?.id &&
        isFlag(later.kind) === isFlag(kind) &&
        this.#stands(place) &&
        !isNoHindrance(place),
    );
  }

  #restorable(change: SentChange & { kind: "undo" | "redo" }, by: string): number[] {
    const named = change.kind === "undo" ? change.undoes : change.redoes;
    const found = [...this.log.keys()].filter((at) => {
      const decision = this.log[at];
      if (!decision || decision.by !== by || (named !== null && decision.batchId !== named)) return false;
      if (change.kind === "undo") return this.#stands(at) && this.#isOnTop(at, decision.kind);
      if (decision.kind !== "undo") return false;
      if (
        this.log.slice(at + 1).some((later) => later.id === decision.id && later.redoes === decision.batchId)
      )
        return false;
      return this.#isOnTop(at, this.#undoneBy(at).kind, (later) => {
        const { redoes } = this.log[later] ?? {};
        return this.log.some(
          (undo, place) => place > at && undo.id === decision.id && undo.batchId === redoes,
        );
      });
    });
    if (named !== null) return found;
    const newest = this.log[found.at(-1) ?? -1]?.batchId;
    return found.filter((at) => this.log[at]?.batchId === newest);
  }

  #undoneBy(at: number): Logged {
    const undo = this.log[at];
    const found = this.log.findLast(
      ({ id, batchId }, place) => place < at && id === undo?.id && batchId === undo?.undoes,
    );
    if (!found) throw new Error("an undo undoes something");
    return found;
  }

  #restore(change: SentChange & { kind: "undo" | "redo" }, by: string): ChangeOutcome | null {
    const places = this.#restorable(change, by);
    const [first] = places;
    const batch = first === undefined ? null : this.log[first];
    if (first === undefined || !batch) return null;
    const size = this.log.filter(({ batchId }) => batchId === batch.batchId).length;
    const changed = places.map((at) => this.#restoreOne(change, at, by));
    const of = batch.batchId;
    const about = change.kind === "undo" ? batch : this.#undoneBy(first);
    return {
      kind: change.kind === "undo" ? "undone" : "redone",
      decision: about.kind === "suggestion" ? "relabel" : about.kind,
      of,
      changed,
      count: changed.length,
      skipped: size - changed.length,
    };
  }

  #restoreOne(change: SentChange & { kind: "undo" | "redo" }, at: number, by: string) {
    const decision = this.log[at];
    const about = change.kind === "undo" ? decision : this.#undoneBy(at);
    if (!decision || !about || about.kind === "undo") throw new Error("only decisions are restored");
    const { id } = decision;
    const before = this.rows.get(id);
    if (!before) throw new Error("rows are not deleted");
    const [from, to] = change.kind === "undo" ? [about.after, about.before] : [about.before, about.after];
    const isEdited = SCREENED[about.kind] === true;
    const after = {
      ...(isEdited ? { ...editedRow(before, to.text), edited: to.edited } : before),
      status: from.status === to.status ? before.status : to.status,
      label: from.label.id === to.label.id ? before.label : to.label,
      flagged: from.flagged === to.flagged ? before.flagged : to.flagged,
      revision: before.revision + 1,
    };
    const logged = { batchId: change.batchId, by, id, before, after };
    if (change.kind === "undo")
      this.#record({ ...logged, kind: "undo", undoes: about.batchId, redoes: null });
    else this.#record({ ...logged, kind: about.kind, undoes: null, redoes: decision.batchId });
    return { id, number: before.number };
  }
}
