import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { Entry, StepKind } from "../outbox.ts";
import type { Contribution } from "../session/session-tally.ts";

/** How many batches are remembered with their rows, so that taking one back shows at once. */
const REMEMBERED = 500;

/** One step that can be taken back, or made again. */
export interface Step {
  /** The batch to undo; in the list of what can be made again, the batch of the undo. */
  batchId: string;
  /** Absent where only the server knows. */
  of?: StepKind;
  /** Rows as they stood before; empty where the browser does not hold them or no longer remembers. */
  before: readonly ExemplarRow[];
  /** What it added to the tally. */
  tallied: Contribution | null;
  /** It only waits: nothing of it is on the server. */
  waits?: true;
}

export type StepRef = Pick<Step, "batchId">;

/** What this session did and took back. Ids are kept of all steps, rows of the newest only. */
export class History {
  #done: Step[] = [];
  #undone: Step[] = [];
  #mine = new Set<string>();
  #hasDecided = false;
  /** How many of the first steps are of an earlier time, at most. */
  #recalled = 0;

  /**
   * A fresh step: what was taken back before can no longer be made again, unless the step came by itself while the
   * reviewer was at something else.
   */
  add(step: Step, isByItself = false) {
    this.#push(this.#done, step);
    this.#mine.add(step.batchId);
    if (isByItself) return;
    this.#undone = [];
    this.#hasDecided = true;
  }

  /** @param batchId that one; absent: the newest */
  takeDone(batchId?: string): Step | undefined {
    if (batchId === undefined) return this.#done.pop();
    const at = this.#done.findIndex((step) => step.batchId === batchId);
    return at < 0 ? undefined : this.#done.splice(at, 1)[0];
  }

  takeUndone(): Step | undefined {
    return this.#undone.pop();
  }

  addUndone(step: Step) {
    this.#push(this.#undone, step);
    this.#mine.add(step.batchId);
  }

  /** A step that was made again: it can be taken back like any other. */
  addRedone(step: Step) {
    this.#push(this.#done, step);
    this.#mine.add(step.batchId);
  }

  /** Changes that were made before all that was done here, and not saved then; what is recalled was before them. */
  addEarlier(entries: readonly Entry[]) {
    const [done, undone]: [Step[], Step[]] = [[], []];
    const known = new Set(this.#done.map(({ batchId }) => batchId));
    for (const { id, change } of entries) {
      const step = { batchId: id, before: [], tallied: null };
      this.#mine.add(id);
      if (change.kind === "undo") {
        this.#drop(done, change.undoes);
        undone.push(step);
        continue;
      }
      if (change.kind === "redo") this.#drop(undone, change.redoes);
      else undone.length = 0;
      if (!known.has(id)) done.push(step);
    }
    this.#done.splice(this.#recalled, 0, ...done);
    if (!this.#hasDecided) this.#undone.unshift(...undone);
  }

  /** Of an earlier time, or of what was recalled; null: the newest. */
  #drop(steps: Step[], batchId: string | null) {
    const at = batchId === null ? steps.length - 1 : steps.findIndex((step) => step.batchId === batchId);
    if (at >= 0) steps.splice(at, 1);
    else if (batchId !== null) this.forget(new Set([batchId]));
  }

  /** The steps that can be taken back, without their rows: for the next time the screen is opened. */
  remembered(): StepRef[] {
    return this.#done.filter(({ waits }) => !waits).map(({ batchId }) => ({ batchId }));
  }

  /** Steps of an earlier time, the oldest first. */
  recall(steps: readonly StepRef[]) {
    const known = new Set(this.#done.map(({ batchId }) => batchId));
    const earlier = steps.filter(({ batchId }) => !known.has(batchId));
    this.#done.unshift(...earlier.map((step) => ({ ...step, before: [], tallied: null })));
    this.#recalled += earlier.length;
    for (const { batchId } of earlier) this.#mine.add(batchId);
  }

  /** Whether the server may know a step to be made again that this session does not. */
  get mayRedoEarlier(): boolean {
    return !this.#hasDecided;
  }

  /** Whether a batch was made by this session. */
  isMine(batchId: string): boolean {
    return this.#mine.has(batchId);
  }

  /** Steps that came to nothing. */
  forget(batchIds: ReadonlySet<string>) {
    const stands = ({ batchId }: Step) => !batchIds.has(batchId);
    this.#done = this.#done.filter(stands);
    this.#undone = this.#undone.filter(stands);
  }

  #push(steps: Step[], step: Step) {
    steps.push(step);
    const old = steps.at(-1 - REMEMBERED);
    if (old && old.before.length > 0) steps[steps.length - 1 - REMEMBERED] = { ...old, before: [] };
  }
}
