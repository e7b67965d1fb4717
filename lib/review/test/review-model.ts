import type { ExemplarStatus } from "#lib/exemplars/exemplars.ts";
import type { SentChange } from "../changes.ts";

export interface ModelRow {
  id: string;
  status: ExemplarStatus;
  labelId: string;
  text: string;
  flagged: boolean;
  decidedById: string | null;
  isDecided: boolean;
  isScreened: boolean;
}

/** What a batch makes of the rows that it changes. */
type Make = (row: ModelRow) => Partial<ModelRow>;

interface Step {
  batchId: string;
  make: Make;
  before: Map<string, ModelRow>;
}

interface Undone {
  /** The batch of the undo. */
  batchId: string;
  step: Step;
}

const STATUSES = { accept: "accepted", reject: "rejected", reopen: "pending" } as const;

/** One reviewer's project as two piles, of what stands and of what was taken back: slow, plain, and without a log. */
export class ReviewModel {
  #rows: Map<string, ModelRow>;
  #standing: Step[] = [];
  #undone: Undone[] = [];
  readonly #userId: string;
  readonly #suggestions: Record<string, string>;
  #suggested: Set<string>;

  constructor(rows: ModelRow[], made: { userId: string; suggestions: Record<string, string> }) {
    this.#rows = new Map(rows.map((row) => [row.id, row]));
    this.#userId = made.userId;
    this.#suggestions = made.suggestions;
    this.#suggested = new Set(Object.keys(made.suggestions));
  }

  rows(): ModelRow[] {
    return [...this.#rows.values()];
  }

  newestBatch(): string | null {
    return this.#standing.at(-1)?.batchId ?? null;
  }

  newestUndo(): string | null {
    return this.#undone.at(-1)?.batchId ?? null;
  }

  /** All texts are screened, and suggestions made for them. */
  screen() {
    for (const row of this.#rows.values()) this.#rows.set(row.id, { ...row, isScreened: true });
    this.#suggested = new Set(Object.keys(this.#suggestions));
  }

  /** @returns false where it would be refused */
  make(change: SentChange): boolean {
    if (change.kind === "undo") return this.#undo(change.batchId);
    if (change.kind === "redo") return this.#redo(change.batchId);
    const ids = change.kind === "edit" ? [change.exemplarId] : change.exemplarIds;
    const fit = ids.filter((id) => this.#isFit(change, id));
    if (fit.length > 0) {
      this.#apply(change.batchId, this.#makes(change), fit);
      this.#undone = [];
    }
    return true;
  }

  #undo(batchId: string): boolean {
    const step = this.#standing.pop();
    if (!step) return false;
    for (const [id, before] of step.before) this.#put(id, before);
    this.#undone.push({ batchId, step });
    return true;
  }

  #redo(batchId: string): boolean {
    const undone = this.#undone.pop();
    if (!undone) return false;
    this.#apply(batchId, undone.step.make, [...undone.step.before.keys()]);
    return true;
  }

  #apply(batchId: string, make: Make, ids: string[]) {
    const before = new Map<string, ModelRow>();
    for (const id of ids) {
      const row = this.#row(id);
      before.set(id, row);
      this.#put(id, { ...row, ...make(row) });
    }
    this.#standing.push({ batchId, make, before });
  }

  /** What is screened hangs on the text, and not on the pile. */
  #put(id: string, after: ModelRow) {
    const now = this.#row(id);
    const isOther = now.text !== after.text;
    if (isOther) this.#suggested.delete(id);
    this.#rows.set(id, { ...after, isScreened: isOther ? false : now.isScreened });
  }

  #row(id: string): ModelRow {
    const row = this.#rows.get(id);
    if (!row) throw new Error(`no row ${id}`);
    return row;
  }

  #isFit(change: Exclude<SentChange, { kind: "undo" | "redo" }>, id: string): boolean {
    const row = this.#row(id);
    if (change.kind === "edit" || change.decision.kind === "confirm") return true;
    if (change.decision.kind === "suggestion" && !this.#suggested.has(id)) return false;
    const made = this.#makes(change)(row);
    if (made.status === "accepted" && !row.isScreened) return false;
    return (["status", "labelId", "flagged"] as const).some((key) => key in made && made[key] !== row[key]);
  }

  #makes(change: Exclude<SentChange, { kind: "undo" | "redo" }>): Make {
    const decided = (make: (row: ModelRow) => Partial<ModelRow>): Make => {
      return (row) => {
        const made = make(row);
        return { ...made, decidedById: this.#userId, isDecided: (made.status ?? row.status) !== "pending" };
      };
    };
    if (change.kind === "edit") {
      return decided(({ status }) => ({
        text: change.text,
        status: status === "accepted" ? "pending" : status,
      }));
    }
    const { decision } = change;
    switch (decision.kind) {
      case "flag":
      case "unflag":
        return () => ({ flagged: decision.kind === "flag" });
      case "confirm":
        return () => ({});
      case "relabel":
        return decided(() => ({ labelId: decision.labelId }));
      case "suggestion":
        return decided(({ id }) => ({ labelId: this.#suggestions[id] ?? "" }));
      default:
        return decided(() => ({ status: STATUSES[decision.kind] }));
    }
  }
}
