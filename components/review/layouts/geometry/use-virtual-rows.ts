"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { RowGeometry } from "./row-geometry.ts";
import { CONTEXT_PX, type DrawnRows, offsetThatHolds, offsetThatShows, rowsAt } from "./row-view.ts";
import { placeOf, type ScrollPlace, scrolledTo } from "./scroll-place.ts";

/** What a browser is thought to show before it has said how high it is. */
const FIRST_VIEW_PX = 900;

interface Options {
  scroller: RefObject<HTMLElement | null>;
  geometry: RowGeometry;
  /** Pixels at the top of the scroller that are not the rows'. */
  head: number;
  current: number;
  /** See ReviewState. */
  reveal: number;
  moved: number;
}

/**
 * Which rows are to be drawn, and where. What one looks at stays where it is when rows above it come, go or change
 * their height; `reveal` brings the current row into view.
 */
export function useVirtualRows({ scroller, geometry, head, current, reveal, moved }: Options): DrawnRows {
  const view = useRef(FIRST_VIEW_PX);
  const seen = useRef({ geometry, reveal: 0, moved });
  // The first drawing is the server's too: the bar stands at the top, wherever the rows begin.
  const [place] = useState((): { now: ScrollPlace } => ({
    now: { scroll: 0, offset: Math.max(0, geometry.blockTop(current) - CONTEXT_PX) },
  }));
  const [drawn, setDrawn] = useState(() => rowsAt(geometry, place.now, FIRST_VIEW_PX, 1));

  const draw = (direction?: 1 | -1) =>
    setDrawn((before) => {
      const towards = direction ?? before.direction;
      const next = rowsAt(seen.current.geometry, place.now, view.current, towards);
      return next.first === before.first && next.last === before.last && next.shift === before.shift
        ? before
        : next;
    });
  const latest = useRef(draw);
  useLayoutEffect(() => {
    latest.current = draw;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `place` is one object for good
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      const { scrollTop } = element;
      const before = place.now;
      const extent = { total: seen.current.geometry.total, view: view.current };
      place.now = scrolledTo(before, scrollTop, extent);
      if (place.now.scroll !== scrollTop) element.scrollTop = place.now.scroll;
      const way = Math.sign(place.now.offset - before.offset);
      latest.current(way === 0 ? undefined : way > 0 ? 1 : -1);
    };
    const size = new ResizeObserver(() => {
      view.current = element.clientHeight - head;
      latest.current();
    });
    size.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      size.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [scroller, head]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what changed, not what it reads
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    if (view.current === FIRST_VIEW_PX) view.current = element.clientHeight - head;
    const before = seen.current;
    seen.current = { geometry, reveal, moved };
    const looked = { offset: place.now.offset, view: view.current, current };
    const held = offsetThatHolds(before.geometry, geometry, looked, moved - before.moved);
    const offset = reveal === before.reveal ? held : offsetThatShows(geometry, { ...looked, offset: held });
    if (offset !== place.now.offset || before.reveal === 0) {
      place.now = placeOf(offset, { total: geometry.total, view: view.current });
      element.scrollTop = place.now.scroll;
    }
    draw();
  }, [geometry, reveal, moved]);

  return drawn;
}
