import { beforeEach, describe, expect, it } from "vitest";
import type { Entry } from "../outbox.ts";
import { rowOf } from "../test/test-rows.ts";
import { KeptQueue, type KeptStorage } from "./kept-queue.ts";
import { LABELS, openScreen } from "./test-screen.ts";

class MemoryStorage implements KeptStorage {
  items = new Map<string, string>();
  isFull = false;
  get length() {
    return this.items.size;
  }
  key = (at: number) => [...this.items.keys()][at] ?? null;
  getItem = (key: string) => this.items.get(key) ?? null;
  removeItem = (key: string) => void this.items.delete(key);
  setItem(key: string, value: string) {
    if (this.isFull) throw new DOMException("full", "QuotaExceededError");
    this.items.set(key, value);
  }
}

let storage: MemoryStorage;
const queueOf = (tab: string, scope = "project:me") => new KeptQueue(storage, { scope, tab });
const nobody = () => false;
const entry = (number: number, change: Entry["change"]): Entry => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
  change,
  before: [rowOf(number)],
});
const accept = (number: number) => entry(number, { kind: "decide", decision: { kind: "accept" } });
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => Number(id.slice(-12)));

beforeEach(() => {
  storage = new MemoryStorage();
});

describe("what a closed window left unsaved", () => {
  it("is found again in order, without what was saved", () => {
    const before = queueOf("1-a");
    for (let number = 1; number <= 12; number++) before.put(accept(number));
    before.remove([accept(2).id, accept(11).id]);
    expect(ids(queueOf("2-b").takeOver(nobody, LABELS))).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10, 12]);
  });

  it("of several windows comes in the order in which they were opened", () => {
    queueOf("2-b").put(accept(2));
    queueOf("1-a").put(accept(1));
    expect(ids(queueOf("3-c").takeOver(nobody, LABELS))).toEqual([1, 2]);
  });

  it("stays with a window that is still open, with another project and another person", () => {
    queueOf("1-a").put(accept(1));
    queueOf("1-a", "other:me").put(accept(2));
    queueOf("1-a", "project:Ada").put(accept(3));
    expect(queueOf("2-b").takeOver((tab) => tab === "1-a", LABELS)).toEqual([]);
    expect(ids(queueOf("2-b").takeOver(nobody, LABELS))).toEqual([1]);
  });

  it("is kept on until it is saved, should this window close as well", () => {
    queueOf("1-a").put(accept(1));
    const second = queueOf("2-b");
    second.takeOver(nobody, LABELS);
    expect(ids(queueOf("3-c").takeOver(nobody, LABELS))).toEqual([1]);
    const [taken] = queueOf("4-d").takeOver(nobody, LABELS);
    expect(taken?.rows).toEqual([{ id: "id-1", number: 1, revision: 0 }]);
  });

  it.each<[string, Entry["change"]]>([
    ["an edit", { kind: "edit", text: "other\u2028 text" }],
    ["an undo", { kind: "undo", undoes: null, before: [] }],
    ["a redo", { kind: "redo", redoes: "00000000-0000-4000-8000-000000000001", before: [] }],
    ["a flag", { kind: "decide", decision: { kind: "flag" } }],
  ])("may be %s", (_name, change) => {
    queueOf("1-a").put(entry(7, change));
    expect(queueOf("2-b").takeOver(nobody, LABELS)).toMatchObject([{ change }]);
  });

  it("has no place for what somebody else wrote", () => {
    storage.setItem("winnow:unsaved:project:me:1-a:000000000", "{");
    storage.setItem("winnow:unsaved:project:me:1-a:000000001", '{"id":1}');
    expect(queueOf("2-b").takeOver(nobody, LABELS)).toEqual([]);
    expect(storage.length).toBe(0);
  });

  it("is nothing where the storage is full, and that is no failure", () => {
    storage.isFull = true;
    const queue = queueOf("1-a");
    queue.put(accept(1));
    queue.remove([accept(1).id]);
    expect(storage.length).toBe(0);
  });
});

describe("the next window", () => {
  it("sends it first, says so, and shows what came of it", async () => {
    const rows = [1, 2, 3].map((number) => rowOf(number));
    const closed = openScreen(rows);
    closed.saver.keepIn(queueOf("1-a"), nobody, true);
    closed.server.line = "deaf";
    closed.press("accept", "reject");
    expect(storage.length).toBe(2);

    const next = openScreen(rows);
    next.saver.keepIn(queueOf("2-b"), nobody, true);
    expect(next.said()).toMatchObject({ key: "restored", values: { count: 2 } });
    next.store.moveTo(2);
    next.press("accept");
    await next.saver.flush();
    await next.store.refresh([]);
    expect(next.stored()).toBe("ara");
    expect(next.shown()).toBe("ara");
    expect(next.sent().map(({ kind }) => kind)).toEqual(["decide", "decide", "decide"]);
    expect(storage.length).toBe(0);
    next.press("undo", "undo", "undo");
    await next.saver.flush();
    expect(next.stored()).toBe("ppp");
  });

  it("takes back step after step what earlier windows did, saved or not", async () => {
    const rows = [1, 2, 3, 4].map((number) => rowOf(number));
    const closed = openScreen(rows);
    closed.saver.keepIn(queueOf("1-a"), nobody, true);
    closed.press("accept");
    await closed.saver.flush();
    const saved = closed.saver.remembered();
    closed.server.line = "deaf";
    closed.press("reject", "accept", "undo");

    for (const recalled of [saved, closed.saver.remembered()]) {
      const next = openScreen([...closed.server.rows.values()]);
      next.server.log = [...closed.server.log];
      const kept = new MemoryStorage();
      for (const [key, value] of storage.items) kept.setItem(key, value);
      next.saver.recall(recalled);
      next.saver.keepIn(new KeptQueue(kept, { scope: "project:me", tab: "2-b" }), nobody, true);
      await next.saver.flush();
      expect(next.stored()).toBe("arpp");
      next.press("undo");
      await next.saver.flush();
      expect(next.stored()).toBe("appp");
      next.press("undo");
      await next.saver.flush();
      expect(next.stored()).toBe("pppp");
    }
  });

  it("goes on waiting for what was to be accepted when it is screened", async () => {
    const rows = [rowOf(1, { screened: false })];
    const closed = openScreen(rows);
    closed.saver.keepIn(queueOf("1-a"), nobody, true);
    closed.press("accept");

    const next = openScreen(rows);
    next.saver.keepIn(queueOf("2-b"), nobody, true);
    expect(next.store.get().awaiting).toEqual(new Set(["id-1"]));
    next.server.rows.set("id-1", rowOf(1));
    await next.saver.checkAwaiting();
    await next.saver.flush();
    expect(next.stored()).toBe("a");
    expect(storage.length).toBe(0);
  });
});
