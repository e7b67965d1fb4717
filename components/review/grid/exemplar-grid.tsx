"use client";

import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { classNames } from "../../ui/class-names.ts";
import { useHydrated } from "../../ui/use-hydrated.ts";
import { useReview, useReviewState } from "../review-context.tsx";
import { rowAt, windowLength } from "../state/grid-window.ts";
import { stillFits } from "../state/review-state.ts";
import { HEAD_HEIGHT, ROW_HEIGHT, rowId } from "./columns.ts";
import { ExemplarGridRow, LoadingRow } from "./exemplar-row.tsx";
import { GridHead } from "./grid-head.tsx";
import { Grid, RowGroup } from "./grid-parts.tsx";
import { useFreshRows } from "./use-fresh-rows.ts";
import { useRowMouse } from "./use-row-mouse.ts";

/** Rows above and below the visible ones that are drawn too. */
const OVERSCAN = 12;
/** Rows that stay visible above and below the current one. */
const CONTEXT_ROWS = 1;

export function ExemplarGrid() {
  const t = useTranslations("review.grid");
  const { store } = useReview();
  const state = useReviewState((whole) => whole);
  const { window: held, current, view, selected, editing } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const length = windowLength(held);
  const hydrated = useHydrated();

  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: HEAD_HEIGHT,
    initialOffset: () => Math.max(0, (current - CONTEXT_ROWS) * ROW_HEIGHT),
    initialRect: { width: 1000, height: 900 },
    // The current row stays in the document wherever one scrolls, so that the focus has something to point at.
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range);
        if (current < length && !indexes.includes(current)) indexes.push(current);
        return indexes;
      },
      [current, length],
    ),
  });

  useScrollPlace(scroller, state);
  useRowMouse(scroller, store);
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  const heldRows = held.rows.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that came may leave others missing
  useEffect(() => {
    store.look(startIndex, endIndex);
  }, [store, startIndex, endIndex, heldRows]);
  useFreshRows(startIndex, endIndex);

  return (
    <Grid
      ref={scroller}
      aria-label={t("label")}
      aria-rowcount={length + 1}
      aria-multiselectable
      aria-busy={state.opening || !hydrated}
      aria-activedescendant={length > 0 ? rowId(current) : undefined}
      className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain outline-none [scrollbar-gutter:stable] focus-visible:outline-none"
    >
      <GridHead />
      <RowGroup
        className={classNames("relative transition-opacity", state.opening && "opacity-60")}
        style={{ height: length * ROW_HEIGHT }}
      >
        {virtualizer.getVirtualItems().map(({ index }) => {
          const row = rowAt(held, index);
          const place = { index, top: index * ROW_HEIGHT, isCurrent: index === current };
          if (!row) return <LoadingRow key={`loading-${index}`} {...place} />;
          return (
            <ExemplarGridRow
              key={row.id}
              {...place}
              row={row}
              isSelected={selected.has(row.id)}
              isGone={!stillFits(row, view.filter)}
              editing={editing?.row.id === row.id ? editing.text : null}
            />
          );
        })}
      </RowGroup>
    </Grid>
  );
}

/** Scrolls as far as needed to show the current row when it has changed, and along with rows that have moved. */
function useScrollPlace(
  scroller: React.RefObject<HTMLDivElement | null>,
  { current, reveal, moved }: { current: number; reveal: number; moved: number },
) {
  const seen = useRef({ reveal: 0, moved: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const before = seen.current;
    seen.current = { reveal, moved };
    if (moved !== before.moved) element.scrollTop += (moved - before.moved) * ROW_HEIGHT;
    if (reveal === before.reveal) return;
    const top = (current - CONTEXT_ROWS) * ROW_HEIGHT;
    const bottom = (current + 1 + CONTEXT_ROWS) * ROW_HEIGHT + HEAD_HEIGHT - element.clientHeight;
    if (element.scrollTop > top) element.scrollTop = Math.max(0, top);
    else if (element.scrollTop < bottom) element.scrollTop = bottom;
  }, [scroller, current, reveal, moved]);
}
