import { beforeEach, describe, expect, it } from "vitest";
import type { ExemplarPage, PageRequest } from "#lib/exemplars/exemplar-pages.ts";
import { DEFAULT_SORT, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import { rowAt, windowLength } from "./grid-window.ts";
import { ReviewStore } from "./review-store.ts";
import { pageOf, rowOf } from "./test-rows.ts";

const TOTAL = 1_000;
const view = { filter: NO_FILTER, sort: DEFAULT_SORT };

let asked: PageRequest[];
let store: ReviewStore;
let answer: (page: PageRequest) => ExemplarPage;

/** A result in which row n stands at index n - 1. */
function honest(page: PageRequest): ExemplarPage {
  const cut = (from: number, to: number) =>
    pageOf(Math.max(1, from), Math.min(TOTAL, to), { hasBefore: from > 1, hasAfter: to < TOTAL });
  if (page.from === "after")
    return cut(Number.parseInt(page.cursor, 10) + 1, Number.parseInt(page.cursor, 10) + 100);
  if (page.from === "before")
    return cut(Number.parseInt(page.cursor, 10) - 100, Number.parseInt(page.cursor, 10) - 1);
  if (page.from === "index") return cut(page.index + 1, page.index + 100);
  if (page.from === "around") return { ...cut(page.number - 100, page.number + 99), place: page.number - 1 };
  return cut(1, 100);
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
  asked = [];
  answer = honest;
  store = new ReviewStore(
    {
      fetchPage: async (_view, page) => {
        asked.push(page);
        return answer(page);
      },
      fetchRows: async (numbers) => numbers.map((number) => rowOf(number)),
    },
    { view, page: pageOf(1, 100), matching: TOTAL },
  );
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
    expect(asked).toEqual([{ from: "after", cursor: "100~" }]);
    expect(rowAt(store.get().window, 150)?.number).toBe(151);
    store.look(0, 20);
    await settle();
    expect(asked).toHaveLength(1);
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
    answer = (page) => (page.from === "before" ? pageOf(351, 399, { hasBefore: false }) : honest(page));
    store.look(400, 420);
    await settle();
    const { moved, current } = store.get();
    expect(moved).toBeLessThan(0);
    expect(current).toBe(499 + moved);
    expect(store.currentRow()?.number).toBe(500);
  });

  it("goes to the next row with an open finding, over pages", async () => {
    answer = (page) => {
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
    store.selectLoaded();
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

describe("rows that cannot be loaded", () => {
  it("are said, and asked for again on request", async () => {
    answer = () => {
      throw new Error("no connection");
    };
    store.look(50, 99);
    await settle();
    expect(store.get().loadError).toBe("no connection");
    answer = honest;
    store.retryLoading();
    await settle();
    expect(store.get().loadError).toBeNull();
    expect(rowAt(store.get().window, 120)?.number).toBe(121);
  });
});
