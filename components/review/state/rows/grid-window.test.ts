import { describe, expect, it } from "vitest";
import { pageOf, rowOf } from "../test/test-rows.ts";
import {
  appendPage,
  EMPTY_WINDOW,
  expectMatching,
  HELD_ROWS,
  indexOfRow,
  missingRows,
  openWindow,
  prependPage,
  replaceRows,
  rowAt,
  windowLength,
} from "./grid-window.ts";

describe("a window", () => {
  it("is as long as the result, whatever part of it is held", () => {
    const window = openWindow(pageOf(201, 300), 1000);
    expect(windowLength(window)).toBe(1000);
    expect(rowAt(window, 199)).toBeUndefined();
    expect(rowAt(window, 200)?.number).toBe(201);
    expect(indexOfRow(window, "id-300")).toBe(299);
    expect(indexOfRow(window, "id-301")).toBe(-1);
  });

  it("is a row longer than what is held until the result has been counted", () => {
    const window = openWindow(pageOf(1, 100), null);
    expect(windowLength(window)).toBe(101);
    expect(windowLength(expectMatching(window, 1000))).toBe(1000);
    // A count that is older than the rows cannot hide that there are more.
    expect(windowLength(expectMatching(window, 90))).toBe(101);
  });

  it("keeps its length while pages come, and ends where the result ends", () => {
    let window = openWindow(pageOf(1, 100), 230);
    window = appendPage(window, pageOf(101, 200));
    expect(windowLength(window)).toBe(230);
    window = appendPage(window, pageOf(201, 225, { hasAfter: false }));
    expect(windowLength(window)).toBe(225);
    expect(missingRows(window, 200, 224)).toBeNull();
  });

  it("grows where the result turns out longer", () => {
    const window = appendPage(openWindow(pageOf(1, 100), 120), pageOf(101, 200));
    expect(windowLength(window)).toBe(201);
  });

  it("does not show a row twice that has moved in the result", () => {
    const window = appendPage(openWindow(pageOf(1, 100), 200), pageOf(96, 195));
    expect(window.rows.map(({ number }) => number)).toEqual(Array.from({ length: 195 }, (_, at) => at + 1));
  });

  it("keeps rows in place where earlier pages come as counted", () => {
    const { window, moved } = prependPage(openWindow(pageOf(301, 400), 1000), pageOf(201, 300));
    expect(moved).toBe(0);
    expect(rowAt(window, 300)?.number).toBe(301);
    expect(windowLength(window)).toBe(1000);
  });

  it.each([
    ["fewer", pageOf(271, 300, { hasBefore: false }), -70],
    ["none", pageOf(1, 0, { hasBefore: false }), -100],
    ["more", pageOf(181, 300, { hasBefore: true }), 21],
  ])("says how far rows move where %s came than counted", (_name, page, moved) => {
    const before = openWindow(pageOf(301, 400, { start: 100 }), 1000);
    const result = prependPage(before, page);
    expect(result.moved).toBe(moved);
    expect(indexOfRow(result.window, "id-301")).toBe(100 + moved);
  });

  it("lets go of the farthest rows beyond its limit, and would fetch them again", () => {
    let window = openWindow(pageOf(1, 100), 20_000);
    for (let from = 101; from <= HELD_ROWS + 200; from += 100)
      window = appendPage(window, pageOf(from, from + 99));
    expect(window.rows.length).toBe(HELD_ROWS);
    expect(window.start).toBe(200);
    expect(windowLength(window)).toBe(20_000);
    expect(rowAt(window, 5_000)?.number).toBe(5_001);
    expect(missingRows(window, 150, 170)).toEqual({ from: "before", cursor: "201~" });
    const back = prependPage(window, pageOf(101, 200)).window;
    expect(back.rows.length).toBe(HELD_ROWS);
    expect(missingRows(back, HELD_ROWS + 90, HELD_ROWS + 99)).toEqual({ from: "after", cursor: "10100~" });
    expect(windowLength(back)).toBe(20_000);
  });

  it("replaces rows in place, and only where it has them", () => {
    const window = openWindow(pageOf(1, 3), 3);
    const accepted = rowOf(2, { status: "accepted" });
    const replaced = replaceRows(window, new Map([[accepted.id, accepted]]));
    expect(replaced.rows.map(({ status }) => status)).toEqual(["pending", "accepted", "pending"]);
    expect(replaced.rows[0]).toBe(window.rows[0]);
    expect(replaceRows(window, new Map([["other", accepted]]))).toBe(window);
  });
});

describe("what is fetched next", () => {
  const window = openWindow(pageOf(1001, 1100), 5000);
  it.each([
    ["nothing of an empty result", EMPTY_WINDOW, [0, 10], null],
    ["the rows below before they are reached", window, [1010, 1030], { from: "after", cursor: "1100~" }],
    ["the rows above that are looked at", window, [990, 1010], { from: "before", cursor: "1001~" }],
    ["rows far below by their place", window, [3000, 3020], { from: "index", index: 2950 }],
    ["rows far above by their place", window, [10, 30], { from: "index", index: 0 }],
    [
      "nothing at the end of a whole result",
      openWindow(pageOf(1, 40, { hasAfter: false }), 40),
      [0, 39],
      null,
    ],
  ] as const)("%s", (_name, given, [first, last], expected) => {
    expect(missingRows(given, first, last)).toEqual(expected);
  });
});
