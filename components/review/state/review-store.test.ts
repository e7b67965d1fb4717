import { beforeEach, describe, expect, it } from "vitest";
import { NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import { withRows } from "./review-state.ts";
import { ReviewStore } from "./review-store.ts";
import { rowAt, windowLength } from "./rows/grid-window.ts";
import { honest, openHonestStore, settle, TOTAL, view } from "./test/honest-store.ts";
import { pageOf, rowOf } from "./test/test-rows.ts";

let source: ReturnType<typeof openHonestStore>["source"];
let store: ReviewStore;
beforeEach(() => {
  ({ source, store } = openHonestStore());
});

describe("the place", () => {
  it("moves within the result", () => {
    store.move(-1);
    expect(store.get().current).toBe(0);
    store.moveTo(5_000);
    expect(store.get().current).toBe(TOTAL - 1);
  });

  it("finds rows on their way down before it comes to them", async () => {
    store.look(0, 20);
    await settle();
    expect(source.asked).toEqual([{ from: "after", cursor: "100~" }]);
    expect(rowAt(store.get().window, 150)?.number).toBe(151);
    store.look(0, 20);
    await settle();
    expect(source.asked).toHaveLength(1);
  });

  it("goes far without the rows between, and back", async () => {
    store.moveTo(TOTAL - 1);
    await settle();
    expect(store.currentRow()?.number).toBe(TOTAL);
    expect(windowLength(store.get().window)).toBe(TOTAL);
    store.moveTo(0);
    await settle();
    expect(store.currentRow()?.number).toBe(1);
  });

  it("opens another view around the current exemplar", async () => {
    await store.openView({ ...view, filter: { ...NO_FILTER, text: "x" } }, 500);
    expect(store.currentRow()?.number).toBe(500);
    expect(store.get()).toMatchObject({ unmeasured: true, opening: false });
    store.expect(TOTAL);
    expect(windowLength(store.get().window)).toBe(TOTAL);
  });

  it("stays on its row when fewer rows stand before it than were counted", async () => {
    await store.openView(view, 500);
    source.answer = (page) =>
      page.from === "before" ? pageOf(351, 399, { hasBefore: false }) : honest(page);
    store.look(400, 420);
    await settle();
    const { moved, current } = store.get();
    expect(moved).toBeLessThan(0);
    expect(current).toBe(499 + moved);
    expect(store.currentRow()?.number).toBe(500);
  });

  it("goes to the next row with an open finding, over pages", async () => {
    source.answer = (page) => {
      const found = honest(page);
      const rows = found.rows.map((row) =>
        row.number === 350
          ? { ...row, findings: [{ kind: "duplicate" as const, state: "open" as const }] }
          : row,
      );
      return { ...found, rows };
    };
    await store.moveToFinding(1);
    expect(store.currentRow()?.number).toBe(350);
    await store.moveToFinding(-1);
    expect(store.currentRow()?.number).toBe(350);
    expect(store.get().announcement?.key).toBe("noFinding");
  });
});

describe("the selection", () => {
  const selected = () => [...store.get().selected.values()].map(({ number }) => number).sort((a, b) => a - b);

  it("extends from where it began, and shrinks again", () => {
    store.moveTo(10);
    store.extend(1);
    store.extend(1);
    expect(selected()).toEqual([11, 12, 13]);
    store.extend(-1);
    expect(selected()).toEqual([11, 12]);
    store.extend(-3);
    expect(selected()).toEqual([9, 10, 11]);
  });

  it("takes all that is loaded", () => {
    store.selectRows(store.get().window.rows);
    expect(selected()).toHaveLength(100);
    store.clearSelection();
    expect(selected()).toEqual([]);
  });

  it("stays over a jump, and goes with the view", async () => {
    store.toggle(3);
    store.moveTo(TOTAL - 1);
    await settle();
    expect(selected()).toEqual([4]);
    expect(store.targets().map(({ number }) => number)).toEqual([4]);
    await store.openView(view, null);
    expect(selected()).toEqual([]);
  });
});

describe("the selection beyond what is held", () => {
  const selected = () => [...store.get().selected.values()].map(({ number }) => number).sort((a, b) => a - b);
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const idle = async () => {
    for (let turn = 0; turn < 30; turn++) await settle();
  };

  it("fetches what lies between", async () => {
    store.moveTo(10);
    store.toggleRange(440);
    await idle();
    expect(selected()).toEqual(numbers(11, 441));
    expect(store.get().current).toBe(440);
  });

  it("also from far below, back", async () => {
    store.moveTo(TOTAL - 1);
    await idle();
    store.toggleRange(699);
    await idle();
    expect(selected()).toEqual(numbers(700, TOTAL));
  });

  it("is dropped where the view changes meanwhile", async () => {
    store.toggleRange(440);
    void store.openView({ ...view, filter: { ...NO_FILTER, text: "x" } }, null);
    await idle();
    expect(selected()).toEqual([]);
  });

  it("is the whole result, whatever is held of it, until something else is selected", () => {
    store.selectWholeResult();
    expect(store.get()).toMatchObject({ wholeResult: true, selected: new Map() });
    store.toggle(2);
    expect(store.get().wholeResult).toBe(false);
    expect(selected()).toEqual([3]);
  });

  it("of a small result that is held is row by row", () => {
    source.answer = () => pageOf(1, 0);
    store = new ReviewStore(
      { fetchPage: async () => pageOf(1, 0), fetchRows: async () => [] },
      { view, page: pageOf(1, 40, { hasAfter: false }), matching: 40 },
    );
    store.selectWholeResult();
    expect(store.get().wholeResult).toBe(false);
    expect(selected()).toHaveLength(40);
  });

  it("takes the kin of the current row, all pages of it", async () => {
    await store.selectCluster();
    expect(store.get().announcement?.key).toBe("noGroup");
    const page = pageOf(1, 100);
    const rows = page.rows.map((row) => ({ ...row, group: { id: "kin", size: 150 } }));
    store = new ReviewStore(
      {
        fetchPage: async ({ filter }, request) => {
          expect(filter).toMatchObject({ group: "kin", cluster: null });
          return request.from === "start" ? pageOf(1, 100) : pageOf(101, 150, { hasAfter: false });
        },
        fetchRows: async () => [],
      },
      { view, page: { ...page, rows }, matching: TOTAL },
    );
    await store.selectCluster();
    expect(selected()).toEqual(numbers(1, 150));
  });
});

describe("rows that are looked at", () => {
  it("are fetched afresh in their places, and the others when they are needed", async () => {
    for (let at = 0; at < 300; at += 50) {
      store.look(at, at + 20);
      await settle();
    }
    expect(store.get().window.rows.length).toBeGreaterThan(300);
    store.moveTo(150);
    store.look(140, 160);
    await store.refreshVisible();
    const { window } = store.get();
    expect(rowAt(window, 150)?.number).toBe(151);
    expect(window.start).toBe(100);
    expect(windowLength(window)).toBe(TOTAL);
    store.look(90, 120);
    await settle();
    expect(rowAt(store.get().window, 95)?.number).toBe(96);
  });

  it("do not become older than what was decided meanwhile", async () => {
    const refreshed = store.refresh(["id-1"]);
    const accepted = rowOf(1, { status: "accepted", revision: 1 });
    store.update((state) => withRows(state, new Map([[accepted.id, accepted]])));
    await refreshed;
    expect(store.get().window.rows[0]).toBe(accepted);
  });
});

describe("rows that cannot be loaded", () => {
  it("are said, and asked for again on request", async () => {
    source.answer = () => {
      throw new Error("no connection");
    };
    store.look(50, 99);
    await settle();
    expect(store.get().loadError).toBe("no connection");
    source.answer = honest;
    store.retryLoading();
    await settle();
    expect(store.get().loadError).toBeNull();
    expect(rowAt(store.get().window, 120)?.number).toBe(121);
  });
});
