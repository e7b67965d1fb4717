import { describe, expect, it } from "vitest";
import { RowGeometry } from "./row-geometry.ts";
import { offsetThatHolds, offsetThatShows, rowsAt } from "./row-view.ts";

const PLAIN = new RowGeometry(1_000, 44);

it.each([
  // offset, direction, first, last
  [0, 1, 0, 24],
  [440, 1, 4, 34],
  [440, -1, 0, 26],
  [43_560, 1, 984, 999],
] as const)("draws more rows where the scrolling goes: at %i px, %i", (offset, direction, first, last) => {
  expect(rowsAt(PLAIN, { offset, scroll: offset }, 440, direction)).toEqual({
    first,
    last,
    shift: 0,
    direction,
  });
});

describe("the row under the eye stays", () => {
  const opened = (index: number) => new RowGeometry(1_000, 44, [{ index, heading: 0, height: 244 }]);
  const headed = new RowGeometry(1_000, 44, [
    { index: 3, heading: 36, height: 44 },
    { index: 8, heading: 36, height: 44 },
  ]);
  it.each([
    { what: "nothing changed", after: PLAIN, offset: 440, current: 12, by: 0, expected: 440 },
    { what: "a row above was opened", after: opened(2), offset: 440, current: 12, by: 0, expected: 640 },
    { what: "the current row was opened", after: opened(12), offset: 440, current: 12, by: 0, expected: 440 },
    { what: "a row below was opened", after: opened(40), offset: 440, current: 12, by: 0, expected: 440 },
    { what: "rows came before", after: PLAIN, offset: 440, current: 112, by: 100, expected: 4_840 },
    { what: "headings came", after: headed, offset: 440, current: 12, by: 0, expected: 512 },
    {
      what: "headings came, the current row is not seen",
      after: headed,
      offset: 200,
      current: 900,
      by: 0,
      expected: 236,
    },
    { what: "headings came at the top", after: headed, offset: 0, current: 4, by: 0, expected: 0 },
  ])("$what", ({ after, offset, current, by, expected }) => {
    expect(offsetThatHolds(PLAIN, after, { offset, view: 440, current }, by)).toBe(expected);
  });
});

describe("the current row is shown", () => {
  const tall = new RowGeometry(1_000, 44, [{ index: 20, heading: 36, height: 1_000 }]);
  it.each([
    { what: "already", rows: PLAIN, offset: 440, current: 14, expected: 440 },
    { what: "from below", rows: PLAIN, offset: 0, current: 12, expected: 176 },
    { what: "from above", rows: PLAIN, offset: 700, current: 12, expected: 484 },
    { what: "after a jump", rows: PLAIN, offset: 4_400, current: 15, expected: 513.33 },
    { what: "the first", rows: PLAIN, offset: 4_400, current: 0, expected: 0 },
    { what: "the last", rows: PLAIN, offset: 0, current: 999, expected: 43_560 },
    { what: "with its heading", rows: tall, offset: 4_400, current: 20, expected: 836 },
    { what: "where one reads in it", rows: tall, offset: 1_200, current: 20, expected: 1_200 },
  ])("$what", ({ rows, offset, current, expected }) => {
    expect(offsetThatShows(rows, { offset, view: 440, current })).toBeCloseTo(expected, 2);
  });
});
