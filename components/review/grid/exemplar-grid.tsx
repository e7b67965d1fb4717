"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { classNames } from "../../ui/class-names.ts";
import { useHydrated } from "../../ui/use-hydrated.ts";
import { scrollHeight } from "../layouts/geometry/scroll-place.ts";
import { useGeometry } from "../layouts/geometry/use-geometry.ts";
import { useVirtualRows } from "../layouts/geometry/use-virtual-rows.ts";
import { GroupBox } from "../layouts/group-box.tsx";
import { type GroupRun, runAt } from "../layouts/group-runs.ts";
import { useFreshRows } from "../layouts/use-fresh-rows.ts";
import { useHitPattern } from "../layouts/use-hit-pattern.ts";
import { usePending } from "../layouts/use-pending.ts";
import { useReview, useReviewState } from "../review-context.tsx";
import { stillFits } from "../state/review-state.ts";
import { rowAt, windowLength } from "../state/rows/grid-window.ts";
import { HEAD_HEIGHT, rowId } from "./columns.ts";
import { ExemplarGridRow, LoadingRow } from "./exemplar-row.tsx";
import { GridHead } from "./grid-head.tsx";
import { Grid, RowGroup } from "./grid-parts.tsx";
import { useRowMouse } from "./use-row-mouse.ts";

/** How many rows further on are asked for where the scrolling goes. */
const LOOK_AHEAD = 150;
const SKELETON_ROWS = Array.from({ length: 14 }, (_, index) => index);

/** The rows as a table: one after another, or with look-alikes together under a heading. */
export function ExemplarGrid() {
  const t = useTranslations("review.grid");
  const { store } = useReview();
  const held = useReviewState((state) => state.window);
  const current = useReviewState((state) => state.current);
  const reveal = useReviewState((state) => state.reveal);
  const moved = useReviewState((state) => state.moved);
  const isOpening = useReviewState((state) => state.opening);
  const isGrouped = useReviewState((state) => state.layout === "clusters");
  const scroller = useRef<HTMLDivElement>(null);
  const hydrated = useHydrated();
  const length = windowLength(held);
  const { geometry, runs, onHeight } = useGeometry(held);
  const drawn = useVirtualRows({ scroller, geometry, head: HEAD_HEIGHT, current, reveal, moved });
  const { first, last, shift, direction } = drawn;
  const rowOf = useRowDrawing(onHeight);

  useRowMouse(scroller, store);
  const heldRows = held.rows.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that came may leave others missing
  useEffect(() => {
    store.look(
      direction < 0 ? Math.max(0, first - LOOK_AHEAD) : first,
      direction > 0 ? Math.min(length - 1, last + LOOK_AHEAD) : last,
    );
  }, [store, first, last, direction, heldRows]);
  useFreshRows(first, last);

  const indexes: number[] = [];
  for (let index = first; index <= Math.min(last, length - 1); index++) indexes.push(index);
  // The current row stays in the document wherever one scrolls, so that the focus has something to point at.
  if (current < first && current < length) indexes.unshift(current);
  else if (current > last && current < length) indexes.push(current);
  const draw = (index: number, from: number) => {
    const place = { index, top: geometry.top(index) - from, isCurrent: index === current };
    return rowOf(rowAt(held, index), place);
  };

  return (
    <Grid
      ref={scroller}
      data-rows
      aria-label={t("label")}
      aria-rowcount={length + 1}
      aria-multiselectable
      aria-busy={isOpening || !hydrated}
      aria-activedescendant={length > 0 ? rowId(current) : undefined}
      className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain outline-none [overflow-anchor:none] [scrollbar-gutter:stable] focus-visible:outline-none"
    >
      <GridHead />
      <div
        role="presentation"
        className={classNames("relative transition-opacity", isOpening && length > 0 && "opacity-60")}
        style={{ height: scrollHeight(geometry.total) }}
      >
        {isGrouped ? (
          segments(indexes, runs).map(({ key, run, places }) =>
            run ? (
              <GroupBox
                key={key}
                run={run}
                rows={held}
                top={geometry.blockTop(run.first) - shift}
                height={geometry.bottom(run.last) - geometry.blockTop(run.first)}
                current={current}
              >
                {places.map((index) => draw(index, geometry.blockTop(run.first)))}
              </GroupBox>
            ) : (
              <RowGroup key={key}>{places.map((index) => draw(index, shift))}</RowGroup>
            ),
          )
        ) : (
          <RowGroup>{indexes.map((index) => draw(index, shift))}</RowGroup>
        )}
        {isOpening && length === 0 && (
          <RowGroup>
            {SKELETON_ROWS.map((index) => (
              <LoadingRow key={index} index={index} top={geometry.top(index)} isCurrent={false} />
            ))}
          </RowGroup>
        )}
      </div>
    </Grid>
  );
}

interface Place {
  index: number;
  top: number;
  isCurrent: boolean;
}

/** Draws a row with what the state says of it. */
function useRowDrawing(onHeight: (id: string, height: number) => void) {
  const selected = useReviewState((state) => state.selected);
  const isWhole = useReviewState((state) => state.wholeResult);
  const opened = useReviewState((state) => state.opened);
  const editing = useReviewState((state) => state.editing);
  const filter = useReviewState((state) => state.view.filter);
  const pattern = useHitPattern();
  const pendingOf = usePending();
  return useMemo(
    () =>
      (row: ExemplarRow | undefined, place: Place): ReactNode =>
        row ? (
          <ExemplarGridRow
            key={row.id}
            {...place}
            row={row}
            isSelected={isWhole || selected.has(row.id)}
            isGone={!stillFits(row, filter)}
            isOpen={opened.has(row.id)}
            pending={pendingOf(row.id)}
            editing={editing?.row.id === row.id ? editing.text : null}
            pattern={pattern}
            onHeight={onHeight}
          />
        ) : (
          <LoadingRow key={`loading-${place.index}`} {...place} />
        ),
    [selected, isWhole, opened, editing, filter, pattern, pendingOf, onHeight],
  );
}

/**
 * Rows that stand together: those of one group, or those between two groups. Until they have come in the order of
 * groups, a group may stand in several places.
 */
function segments(indexes: readonly number[], runs: readonly GroupRun[]) {
  const parts: { key: string; run: GroupRun | undefined; places: number[] }[] = [];
  for (const index of indexes) {
    const run = runAt(runs, index);
    const part = parts.at(-1);
    if (part && part.run === run) part.places.push(index);
    else {
      const isRepeated = run && parts.some((other) => other.run?.id === run.id);
      const key = run ? (isRepeated ? `${run.id} ${run.first}` : run.id) : `from-${index}`;
      parts.push({ key, run, places: [index] });
    }
  }
  return parts;
}
