import { beforeEach, describe, expect, it, vi } from "vitest";
import { DEFAULT_SORT, type ExemplarFilter, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { DecideResult, UndoResult } from "#lib/review/review.ts";
import type { ActionResult } from "#lib/server/action-result.ts";
import type { Change, Entry } from "./outbox.ts";
import { stillFits } from "./review-state.ts";
import { ReviewStore } from "./review-store.ts";
import { decide } from "./run-command.ts";
import { Saver, type SaveTarget } from "./saver.ts";
import { pageOf, rowOf } from "./test-rows.ts";

const LABELS = [
  { id: "refund", name: "refund", colour: "#336699" },
  { id: "lost", name: "lost", colour: "#996633" },
];
const pending: ExemplarFilter = { ...NO_FILTER, statuses: ["pending"] };

type Answer = {
  resolve: (result: ActionResult<never>) => void;
  reject: (error: Error) => void;
  entry: Entry | null;
};

/** A server whose answers the test gives one by one. */
class Server implements SaveTarget {
  asked: (Change | Entry)[] = [];
  waiting: Answer[] = [];
  rows = new Map<number, ExemplarRow>();

  #ask<T>(what: Change | Entry, entry: Entry | null): Promise<ActionResult<T>> {
    this.asked.push(what);
    return new Promise((resolve, reject) => this.waiting.push({ resolve: resolve as never, reject, entry }));
  }
  decide = (entry: Entry) => this.#ask<DecideResult>(entry, entry);
  edit = (entry: Entry) => this.#ask<DecideResult>(entry, entry);
  undo = (change: Change & { kind: "undo" }) => this.#ask<UndoResult>(change, null);

  async answer(result: object) {
    this.waiting.shift()?.resolve({ ok: true, data: { conflicts: [], ...result } } as never);
    await settle();
  }
  async refuse(message: string, code = "conflict") {
    this.waiting.shift()?.resolve({ ok: false, error: { code, message } } as never);
    await settle();
  }
  async cut() {
    this.waiting.shift()?.reject(new TypeError("fetch failed"));
    await settle();
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

let server: Server;
let store: ReviewStore;
let saver: Saver;
const context = () => ({ store, saver, labels: LABELS, screen: {} as never });
const statuses = () =>
  store
    .get()
    .window.rows.map(({ status }) => status[0])
    .join("");
const accept = () => decide(context(), { kind: "accept" });

beforeEach(() => {
  server = new Server();
  store = new ReviewStore(
    {
      fetchPage: async () => pageOf(1, 0),
      fetchRows: vi.fn(async (numbers: number[]) =>
        numbers.map((number) => server.rows.get(number) ?? rowOf(number)),
      ),
    },
    { view: { filter: pending, sort: DEFAULT_SORT }, page: pageOf(1, 5, { hasAfter: false }), matching: 5 },
  );
  saver = new Saver(store, server, "unreachable");
});

describe("decisions", () => {
  it("show at once, go on to the next row, and are sent in order, one after another", async () => {
    accept();
    decide(context(), { kind: "reject" });
    accept();
    expect(statuses()).toBe("arapp");
    expect(store.get()).toMatchObject({ current: 3, outbox: { queue: { length: 3 } } });
    expect(server.asked).toHaveLength(1);
    for (let sent = 1; sent <= 3; sent++) {
      await server.answer({ decided: 1 });
      expect(server.asked).toHaveLength(Math.min(3, sent + 1));
    }
    expect((server.asked as Entry[]).map(({ before }) => before[0]?.number)).toEqual([1, 2, 3]);
    expect(store.get()).toMatchObject({ saves: 3, outbox: { queue: [], failures: [] } });
  });

  it("stay in the grid, marked, where they no longer fit the filter", async () => {
    accept();
    await server.answer({ decided: 1 });
    const { window } = store.get();
    expect(window.rows).toHaveLength(5);
    expect(window.rows.map((row) => stillFits(row, pending))).toEqual([false, true, true, true, true]);
  });

  it("show what a new label makes of a duplicate, once it is saved", async () => {
    const found = (kind: "duplicate" | "labelConflict" | "nearLeak") => [{ kind, state: "open" as const }];
    store.update((state) => ({
      ...state,
      window: {
        ...state.window,
        rows: state.window.rows.map((row, index) => ({
          ...row,
          findings: found(index === 0 ? "duplicate" : "nearLeak"),
        })),
      },
    }));
    server.rows.set(1, { ...rowOf(1), findings: found("labelConflict") });
    server.rows.set(2, { ...rowOf(2), text: "not asked for" });
    for (const number of [0, 1]) {
      store.moveTo(number);
      decide(context(), { kind: "relabel", labelId: "lost" });
      await server.answer({ decided: 1 });
    }
    expect(store.get().window.rows.slice(0, 2)).toMatchObject([
      { findings: [{ kind: "labelConflict" }] },
      { text: rowOf(2).text, findings: [{ kind: "nearLeak" }] },
    ]);
  });

  it("send the revision that the row has with those before it", async () => {
    decide(context(), { kind: "relabel", labelId: "lost" });
    accept();
    await server.answer({ decided: 1 });
    await server.answer({ decided: 1 });
    expect((server.asked as Entry[]).map(({ before }) => before[0]?.revision)).toEqual([0, 1]);
    expect(store.get().window.rows[0]).toMatchObject({
      status: "accepted",
      label: { name: "lost" },
      revision: 2,
    });
  });

  it("on a selection leave the place, and let go of the selection", () => {
    store.toggle(1);
    store.toggle(3);
    accept();
    expect(statuses()).toBe("papap");
    expect(store.get()).toMatchObject({ current: 0, selected: new Map() });
    expect(store.get().announcement).toMatchObject({ key: "accept", values: { count: 2 } });
  });

  it("that change nothing are not sent", () => {
    accept();
    store.moveTo(0);
    accept();
    expect(store.get().outbox.queue).toHaveLength(1);
    expect(store.get().announcement?.key).toBe("unchanged");
  });
});

describe("what cannot be saved", () => {
  it("is taken back where the server refuses it; others go on", async () => {
    accept();
    accept();
    await server.refuse("the label is gone");
    expect(statuses()).toBe("pappp");
    await server.answer({ decided: 1 });
    expect(statuses()).toBe("pappp");
    expect(store.get().outbox.failures).toMatchObject([{ message: "the label is gone" }]);
    expect(store.get().outbox.queue).toEqual([]);
  });

  it("takes back with it what was built on it", async () => {
    accept();
    store.moveTo(0);
    decide(context(), { kind: "relabel", labelId: "lost" });
    store.moveTo(1);
    accept();
    await server.refuse("no");
    expect(store.get().window.rows[0]).toMatchObject({
      status: "pending",
      label: { name: "refund" },
      revision: 0,
    });
    expect(store.get().outbox).toMatchObject({ queue: { length: 1 }, failures: { length: 2 } });
  });

  it("is all taken back where the server cannot be reached, and made again on request", async () => {
    accept();
    accept();
    await server.cut();
    expect(statuses()).toBe("ppppp");
    expect(store.get().outbox).toMatchObject({
      queue: [],
      failures: [{ message: "unreachable" }, { message: "unreachable" }],
    });
    const [first] = store.get().outbox.failures;
    saver.retry();
    expect(statuses()).toBe("aappp");
    await server.answer({ decided: 1 });
    await server.answer({ decided: 1 });
    // The same batch: had the server made it the first time, it would not make it again.
    expect((server.asked as Entry[])[1]?.id).toBe(first?.entry.id);
    expect(store.get().outbox).toEqual({ queue: [], failures: [] });
  });

  it("shows the row as someone else left it", async () => {
    server.rows.set(1, rowOf(1, { status: "rejected", revision: 4 }));
    accept();
    await server.answer({ decided: 0, conflicts: ["id-1"] });
    expect(store.get().window.rows[0]).toMatchObject({ status: "rejected", revision: 4 });
    expect(store.get().announcement).toMatchObject({ key: "conflict", values: { numbers: "#1" } });
  });
});

describe("undo", () => {
  it("goes back to the row it takes back, so that one can decide it again", () => {
    accept();
    decide(context(), { kind: "reject" });
    saver.undo();
    expect(store.get().current).toBe(1);
    accept();
    expect(statuses()).toBe("aappp");
  });

  const restored = (...numbers: number[]) => ({
    kind: "accept",
    skipped: 0,
    restored: numbers.map((number) => ({ id: `id-${number}`, number })),
  });

  it("shows at once what was made here, and names the batch", async () => {
    accept();
    accept();
    saver.undo();
    expect(statuses()).toBe("apppp");
    await server.answer({ decided: 1 });
    await server.answer({ decided: 1 });
    expect(server.asked[2]).toMatchObject({ kind: "undo", batchId: (server.asked[1] as Entry).id });
    server.rows.set(2, rowOf(2, { revision: 2 }));
    await server.answer(restored(2));
    expect(store.get().window.rows[1]).toMatchObject({ status: "pending", revision: 2 });
    expect(store.get().announcement).toMatchObject({ key: "undone", values: { number: 2, count: 1 } });
  });

  it("asks the server where nothing was made here, and shows what it took back", async () => {
    server.rows.set(4, rowOf(4, { status: "accepted", revision: 3 }));
    saver.undo();
    expect(server.asked).toMatchObject([{ kind: "undo", batchId: null }]);
    await server.answer(restored(4));
    expect(store.get().window.rows[3]).toMatchObject({ status: "accepted", revision: 3 });
  });

  it("of nothing is told, and is no failure", async () => {
    saver.undo();
    await server.refuse("nothing left", "not-found");
    expect(store.get().announcement).toMatchObject({ key: "refused", values: { message: "nothing left" } });
    expect(store.get().outbox).toEqual({ queue: [], failures: [] });
  });

  it("that could not be sent shows the decision again, and can be repeated", async () => {
    accept();
    await server.answer({ decided: 1 });
    saver.undo();
    expect(statuses()).toBe("ppppp");
    await server.cut();
    expect(statuses()).toBe("apppp");
    saver.dismiss();
    saver.undo();
    expect(statuses()).toBe("ppppp");
    expect(server.asked.at(-1)).toMatchObject({ kind: "undo", batchId: (server.asked[0] as Entry).id });
  });

  it("brings back the text of an edited row, which is screened anew", () => {
    saver.make({ kind: "edit", text: "other" }, [rowOf(1)]);
    expect(store.get().window.rows[0]).toMatchObject({
      text: "other",
      edited: true,
      screened: false,
      leakProbability: null,
      similarity: null,
    });
    saver.undo();
    expect(store.get().window.rows[0]).toMatchObject({
      text: "text 1",
      edited: false,
      screened: false,
      revision: 2,
    });
  });
});
