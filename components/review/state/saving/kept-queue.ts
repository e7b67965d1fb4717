import { z } from "zod";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { decisionSchema } from "#lib/review/review.ts";
import { type Entry, type RowRef, rowsOf } from "../outbox.ts";

const batchId = z.uuid();
const keptSchema = z.object({
  id: batchId,
  change: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("decide"), decision: decisionSchema }),
    z.object({ kind: z.literal("edit"), text: z.string() }),
    z.object({ kind: z.literal("undo"), undoes: batchId.nullable() }),
    z.object({ kind: z.literal("redo"), redoes: batchId.nullable() }),
  ]),
  /** Id, number and revision. */
  rows: z.array(z.tuple([z.string(), z.number(), z.number()])),
});
const awaitingSchema = z.array(z.object({ id: z.string(), number: z.number(), revision: z.number() }));

type Labels = readonly ExemplarRow["label"][];
export type KeptStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Unsaved changes in the browser's storage, one item each, so that one more costs no more however many wait. */
export class KeptQueue {
  readonly #storage: KeptStorage;
  readonly #prefix: string;
  readonly #tab: string;
  #made = 0;
  #keys = new Map<string, string>();

  /** @param tab tells the windows of one browser apart, and sorts them by when they were opened */
  constructor(storage: KeptStorage, { scope, tab }: { scope: string; tab: string }) {
    this.#storage = storage;
    this.#prefix = `winnow:unsaved:${scope}:`;
    this.#tab = tab;
  }

  put(entry: Entry) {
    const key = `${this.#prefix}${this.#tab}:${String(this.#made++).padStart(9, "0")}`;
    const { id, change } = entry;
    const kept: z.input<typeof keptSchema> = {
      id,
      change: strippedOf(change),
      rows: rowsOf(entry).map((row) => [row.id, row.number, row.revision]),
    };
    if (this.#write(key, JSON.stringify(kept))) this.#keys.set(id, key);
  }

  remove(ids: Iterable<string>) {
    for (const id of ids) {
      const key = this.#keys.get(id);
      if (key) this.#storage.removeItem(key);
      this.#keys.delete(id);
    }
  }

  /** What windows that are closed left unsaved, in the order in which it was done. From now on it is this window's. */
  takeOver(isOpen: (tab: string) => boolean, labels: Labels): Entry[] {
    const keys = this.#keysLike(this.#prefix).filter((key) => {
      const [tab] = key.slice(this.#prefix.length).split(":");
      return tab !== undefined && tab !== this.#tab && !isOpen(tab);
    });
    const entries: Entry[] = [];
    for (const key of keys.sort()) {
      const entry = entryOf(this.#storage.getItem(key), labels);
      this.#storage.removeItem(key);
      if (!entry) continue;
      entries.push(entry);
      this.put(entry);
    }
    return entries;
  }

  keepAwaiting(rows: readonly RowRef[]) {
    const key = `${this.#prefix}awaiting`;
    if (rows.length === 0) return this.#storage.removeItem(key);
    this.#write(key, JSON.stringify(rows.map(({ id, number, revision }) => ({ id, number, revision }))));
  }

  keptAwaiting(): RowRef[] {
    return awaitingSchema.safeParse(parsed(this.#storage.getItem(`${this.#prefix}awaiting`))).data ?? [];
  }

  #keysLike(prefix: string): string[] {
    const keys: string[] = [];
    for (let at = 0; at < this.#storage.length; at++) {
      const key = this.#storage.key(at);
      if (key?.startsWith(prefix) && !key.endsWith(":awaiting")) keys.push(key);
    }
    return keys;
  }

  #write(key: string, text: string): boolean {
    try {
      this.#storage.setItem(key, text);
      return true;
    } catch {
      // The storage is full or forbidden: the change is still in memory, and closing the window warns of it.
      return false;
    }
  }
}

function strippedOf(change: Entry["change"]): z.input<typeof keptSchema>["change"] {
  switch (change.kind) {
    case "decide":
      return { kind: "decide", decision: change.decision };
    case "edit":
      return { kind: "edit", text: change.text };
    case "undo":
      return { kind: "undo", undoes: change.undoes };
    case "redo":
      return { kind: "redo", redoes: change.redoes };
  }
}

/** What a text of the storage says; null where it says nothing. */
export function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    // Whatever it is, we did not write it.
    return null;
  }
}

function entryOf(text: string | null, labels: Labels): Entry | null {
  const { data } = keptSchema.safeParse(parsed(text));
  if (!data) return null;
  const { id, change } = data;
  const rows = data.rows.map(([rowId, number, revision]) => ({ id: rowId, number, revision }));
  if (change.kind === "decide") {
    const { decision } = change;
    const label =
      decision.kind === "relabel" ? labels.find((known) => known.id === decision.labelId) : undefined;
    return { id, change: { ...change, ...(label ? { label } : {}) }, before: [], rows };
  }
  return { id, change: change.kind === "edit" ? change : { ...change, before: [] }, before: [], rows };
}
