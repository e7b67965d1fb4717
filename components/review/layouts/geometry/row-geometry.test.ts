import { describe, expect, it } from "vitest";
import { RowGeometry, type UnusualRow } from "./row-geometry.ts";

const UNUSUAL: UnusualRow[] = [
  { index: 2, heading: 36, height: 44 },
  { index: 5, heading: 0, height: 200 },
  { index: 6, heading: 36, height: 100 },
];

describe("rows of one height", () => {
  const rows = new RowGeometry(1_000_000, 44);
  it.each([
    [0, 0],
    [1, 44],
    [999_999, 43_999_956],
  ])("row %i is at %i px", (index, top) => {
    expect(rows.top(index)).toBe(top);
    expect(rows.blockTop(index)).toBe(top);
    expect(rows.height(index)).toBe(44);
    expect(rows.indexAt(top)).toBe(index);
    expect(rows.indexAt(top + 43.9)).toBe(index);
  });
  it("are as high as all of them", () => expect(rows.total).toBe(44_000_000));
});

describe("rows with headings and rows that are open", () => {
  const rows = new RowGeometry(8, 44, UNUSUAL);
  it.each([
    { index: 0, blockTop: 0, top: 0, height: 44 },
    { index: 1, blockTop: 44, top: 44, height: 44 },
    { index: 2, blockTop: 88, top: 124, height: 44 },
    { index: 3, blockTop: 168, top: 168, height: 44 },
    { index: 5, blockTop: 256, top: 256, height: 200 },
    { index: 6, blockTop: 456, top: 492, height: 100 },
    { index: 7, blockTop: 592, top: 592, height: 44 },
  ])("row $index is at $top px", ({ index, blockTop, top, height }) => {
    expect(rows.blockTop(index)).toBe(blockTop);
    expect(rows.top(index)).toBe(top);
    expect(rows.height(index)).toBe(height);
    expect(rows.bottom(index)).toBe(top + height);
  });
  it("are as high as all of them", () => expect(rows.total).toBe(636));
  it.each([
    [-20, 0],
    [0, 0],
    [87, 1],
    [88, 2],
    [123, 2],
    [167, 2],
    [168, 3],
    [256, 5],
    [455, 5],
    [456, 6],
    [591, 6],
    [592, 7],
    [5_000, 7],
  ])("at %i px is row %i", (offset, index) => expect(rows.indexAt(offset)).toBe(index));
});

it("finds every row at every pixel it takes", () => {
  const rows = new RowGeometry(40, 44, UNUSUAL);
  for (let index = 0; index < rows.length; index++) {
    for (let offset = rows.blockTop(index); offset < rows.bottom(index); offset += 7) {
      expect(rows.indexAt(offset)).toBe(index);
    }
  }
});

it.each([[0], [500]])("has the first place where there are no rows, at %i px", (offset) => {
  expect(new RowGeometry(0, 44).indexAt(offset)).toBe(0);
});
