import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { type RowRef, unsavedRows } from "../outbox.ts";
import { knownRow, withRows } from "../review-state.ts";
import type { StateCell } from "../rows/state-cell.ts";

const ROWS_AT_ONCE = 100;

interface Port {
  fetchRows(numbers: number[]): Promise<ExemplarRow[]>;
  accept(rows: readonly ExemplarRow[]): void;
  keep(rows: readonly RowRef[]): void;
}

/** Exemplars that are accepted once they are screened, unless something is found or they are changed meanwhile. */
export class Awaiting {
  readonly #cell: StateCell;
  readonly #port: Port;
  #rows = new Map<string, RowRef>();
  #isAsking = false;

  constructor(cell: StateCell, port: Port) {
    this.#cell = cell;
    this.#port = port;
  }

  add(rows: readonly RowRef[]) {
    for (const { id, number, revision } of rows) this.#rows.set(id, { id, number, revision });
    this.#show();
  }

  /** @returns how many of them no longer wait */
  drop(ids: Iterable<string>): number {
    let dropped = 0;
    for (const id of ids) if (this.#rows.delete(id)) dropped++;
    if (dropped > 0) this.#show();
    return dropped;
  }

  has(id: string): boolean {
    return this.#rows.has(id);
  }

  #show() {
    this.#port.keep([...this.#rows.values()]);
    this.#cell.update((state) => ({ ...state, awaiting: new Set(this.#rows.keys()) }));
  }

  /** Asks whether they are screened; to be called from time to time. */
  async check(): Promise<void> {
    if (this.#isAsking || this.#rows.size === 0) return;
    this.#isAsking = true;
    const unsaved = unsavedRows(this.#cell.get().outbox);
    const asked = [...this.#rows.values()].filter(({ id }) => !unsaved.has(id)).slice(0, ROWS_AT_ONCE);
    // What cannot be asked now is asked the next time.
    const fresh =
      asked.length > 0 ? await this.#port.fetchRows(asked.map((row) => row.number)).catch(() => null) : null;
    this.#isAsking = false;
    if (fresh) this.#cell.together(() => this.#judge(asked, new Map(fresh.map((row) => [row.id, row]))));
  }

  #judge(asked: readonly RowRef[], fresh: ReadonlyMap<string, ExemplarRow>) {
    const unsaved = unsavedRows(this.#cell.get().outbox);
    const [clean, found, changed]: [ExemplarRow[], ExemplarRow[], RowRef[]] = [[], [], []];
    const shown = new Map<string, ExemplarRow>();
    for (const seen of asked) {
      const row = fresh.get(seen.id);
      if (unsaved.has(seen.id) || this.#rows.get(seen.id)?.revision !== seen.revision) continue;
      const known = knownRow(this.#cell.get(), seen.id);
      if (row && known && known.revision <= row.revision) shown.set(row.id, row);
      if (!row || row.revision !== seen.revision) changed.push(seen);
      else if (row.screened) (row.findings.some(({ state }) => state === "open") ? found : clean).push(row);
    }
    this.#cell.update((state) => withRows(state, shown));
    this.drop([...clean, ...found, ...changed].map(({ id }) => id));
    const say = (key: "awaitedAccepted" | "awaitedFound", rows: readonly ExemplarRow[]) =>
      rows.length > 0 && this.#cell.announce(key, { count: rows.length, number: rows[0]?.number ?? 0 });
    if (changed.length > 0) {
      const numbers = changed.slice(0, 5).map(({ number }) => `#${number}`);
      this.#cell.announce("conflict", { count: changed.length, numbers: numbers.join(", ") });
    }
    if (clean.length > 0) this.#port.accept(clean);
    say("awaitedAccepted", clean);
    say("awaitedFound", found);
  }
}
