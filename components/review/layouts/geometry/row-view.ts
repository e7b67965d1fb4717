import type { RowGeometry } from "./row-geometry.ts";
import type { ScrollPlace } from "./scroll-place.ts";

/** Rows that are drawn beyond the visible ones, more of them where the scrolling goes. */
const OVERSCAN = { ahead: 14, behind: 6 } as const;
/** What stays visible above and below the current row. */
export const CONTEXT_PX = 44;

export interface DrawnRows {
  first: number;
  last: number;
  /** By how many pixels a row stands higher in the scrolled element than in the result. */
  shift: number;
  /** Where the scrolling goes. */
  direction: 1 | -1;
}

/** What is to be drawn at a place. @param view height in pixels of what one sees of the rows */
export function rowsAt(
  geometry: RowGeometry,
  { offset, scroll }: ScrollPlace,
  view: number,
  direction: 1 | -1,
): DrawnRows {
  const [above, below] =
    direction > 0 ? [OVERSCAN.behind, OVERSCAN.ahead] : [OVERSCAN.ahead, OVERSCAN.behind];
  return {
    first: Math.max(0, geometry.indexAt(offset) - above),
    last: Math.min(geometry.length - 1, geometry.indexAt(offset + view) + below),
    shift: offset - scroll,
    direction,
  };
}

interface Looked {
  /** Of the top of the view. */
  offset: number;
  view: number;
  current: number;
}

/**
 * The offset at which the row under the eye stands where it stood: the current one if it can be seen, else the top one.
 * @param by how many places further rows stand than before
 */
export function offsetThatHolds(
  before: RowGeometry,
  after: RowGeometry,
  { offset, view, current }: Looked,
  by: number,
): number {
  if (before === after && by === 0) return offset;
  // Who is at the very top stays there.
  if (offset <= 0 && by === 0) return offset;
  const was = current - by;
  const isSeen =
    was >= 0 && was < before.length && before.bottom(was) > offset && before.top(was) < offset + view;
  const anchor = isSeen ? was : before.indexAt(offset);
  return Math.max(0, after.top(anchor + by) - (before.top(anchor) - offset));
}

/** The nearest offset at which the current row, its heading and a little more can be seen. */
export function offsetThatShows(geometry: RowGeometry, { offset, view, current }: Looked): number {
  const top = Math.max(0, geometry.blockTop(current) - CONTEXT_PX);
  const bottom = Math.min(geometry.total, geometry.bottom(current) + CONTEXT_PX) - view;
  // A row higher than the view is shown from its beginning, unless one reads in it.
  if (bottom > top) return offset >= top && offset <= bottom ? offset : top;
  const nearest = Math.min(top, Math.max(offset, bottom));
  // After a jump one wants to see what stands around it.
  if (Math.abs(nearest - offset) <= view) return nearest;
  return Math.max(0, Math.min(geometry.total - view, geometry.top(current) - view / 3));
}
