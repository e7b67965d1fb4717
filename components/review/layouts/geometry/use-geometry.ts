"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { GROUP_GAP, GROUP_HEAD_HEIGHT, openHeight, ROW_HEIGHT } from "../../grid/columns.ts";
import { useReviewState } from "../../review-context.tsx";
import { type GridWindow, indexOfRow, rowAt, windowLength } from "../../state/rows/grid-window.ts";
import { type GroupRun, groupRuns } from "../group-runs.ts";
import { RowGeometry, type UnusualRow } from "./row-geometry.ts";

const NO_RUNS: GroupRun[] = [];

/** Where all rows stand, and how to tell the height of one that is open or edited. */
export function useGeometry(held: GridWindow) {
  const opened = useReviewState((state) => state.opened);
  const editing = useReviewState((state) => state.editing?.row.id ?? null);
  const isGrouped = useReviewState((state) => state.layout === "clusters");
  const heights = useRef(new Map<string, number>());
  const [measured, setMeasured] = useState(0);
  const onHeight = useCallback((id: string, height: number) => {
    if (heights.current.get(id) === height) return;
    heights.current.set(id, height);
    setMeasured((count) => count + 1);
  }, []);
  const { start, index, hasBefore, hasAfter } = held;
  const length = windowLength(held);

  // biome-ignore lint/correctness/useExhaustiveDependencies: decisions change rows, not which of them are held
  const runs = useMemo(
    () => (isGrouped ? groupRuns(held) : NO_RUNS),
    [isGrouped, start, index, hasBefore, hasAfter],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above; `measured` stands for the heights
  const geometry = useMemo(() => {
    const unusual = new Map<number, UnusualRow>();
    for (const { first, last } of runs) {
      unusual.set(first, { index: first, heading: GROUP_HEAD_HEIGHT, height: ROW_HEIGHT });
      // The heading of a group that follows takes this place.
      if (last + 1 < length) {
        unusual.set(last + 1, { index: last + 1, heading: GROUP_GAP, height: ROW_HEIGHT });
      }
    }
    for (const id of editing === null ? opened : [...opened, editing]) {
      const at = indexOfRow(held, id);
      if (at < 0) continue;
      const height = heights.current.get(id) ?? openHeight(rowAt(held, at)?.textLength ?? 0);
      unusual.set(at, { index: at, heading: unusual.get(at)?.heading ?? 0, height });
    }
    const inOrder = [...unusual.values()].sort((a, b) => a.index - b.index);
    return new RowGeometry(length, ROW_HEIGHT, inOrder);
  }, [runs, opened, editing, length, start, index, measured]);

  return { geometry, runs, onHeight };
}
