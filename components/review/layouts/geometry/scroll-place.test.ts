import { describe, expect, it } from "vitest";
import {
  type Extent,
  offsetAt,
  placeOf,
  SCROLL_LIMIT,
  type ScrollPlace,
  scrollAt,
  scrolledTo,
  scrollHeight,
} from "./scroll-place.ts";

const SHORT: Extent = { total: 440_000, view: 800 };
const MILLION: Extent = { total: 44_000_000, view: 800 };

describe.each([
  ["short", SHORT],
  ["a million rows", MILLION],
])("%s", (_, extent) => {
  const last = extent.total - extent.view;
  it("is never higher than browsers allow", () => {
    expect(scrollHeight(extent.total)).toBeLessThanOrEqual(SCROLL_LIMIT);
  });
  it("reaches both ends", () => {
    expect(scrollAt(0, extent)).toBe(0);
    expect(scrollAt(last, extent)).toBe(scrollHeight(extent.total) - extent.view);
    expect(offsetAt(scrollHeight(extent.total) - extent.view, extent)).toBe(last);
  });
  it.each([0, 0.01, 0.2, 0.5, 0.77, 0.999, 1])("goes there and back at %d", (share) => {
    expect(offsetAt(scrollAt(share * last, extent), extent)).toBeCloseTo(share * last, 3);
  });
  it.each([
    [-50, 0],
    [extent.total * 2, last],
  ])("keeps %i within the rows", (offset, kept) => expect(placeOf(offset, extent).offset).toBe(kept));
});

it("moves the content as far as a short bar was moved", () => {
  expect(scrolledTo({ scroll: 100, offset: 100 }, 5_000, SHORT)).toEqual({ scroll: 5_000, offset: 5_000 });
});

describe("a bar that stands for more than its length", () => {
  it("moves the content pixel by pixel where it was scrolled a little", () => {
    const before = placeOf(20_000_000, MILLION);
    expect(scrolledTo(before, before.scroll + 120, MILLION)).toEqual({
      scroll: before.scroll + 120,
      offset: 20_000_120,
    });
  });
  it("goes to its share of the content where it was dragged", () => {
    const { scroll, offset } = scrolledTo(placeOf(0, MILLION), SCROLL_LIMIT / 2, MILLION);
    expect(scroll).toBe(SCROLL_LIMIT / 2);
    expect(offset).toBeCloseTo(22_000_000, -5);
  });
  it.each([
    ["down", 1, 0],
    ["up", -1, MILLION.total - MILLION.view],
  ])("reaches every row by the wheel, %s", (_, direction, from) => {
    let place: ScrollPlace = placeOf(from, MILLION);
    let moved = 0;
    const step = 3_000 * direction;
    for (let turns = 0; turns < 20_000; turns++) {
      const scroll = Math.min(Math.max(0, place.scroll + step), SCROLL_LIMIT - MILLION.view);
      const next = scrolledTo(place, scroll, MILLION);
      const by = Math.abs(next.offset - place.offset);
      expect(by).toBeLessThanOrEqual(3_000);
      if (Math.abs(next.scroll - scroll) > 0) moved++;
      place = next;
    }
    expect(place.offset).toBe(direction > 0 ? MILLION.total - MILLION.view : 0);
    expect(place.scroll).toBe(direction > 0 ? SCROLL_LIMIT - MILLION.view : 0);
    // The bar is put right only now and then.
    expect(moved).toBeLessThan(500);
  });
});
