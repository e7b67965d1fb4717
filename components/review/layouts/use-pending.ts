"use client";

import { useMemo } from "react";
import type { Pending } from "../grid/row-marks.tsx";
import { useReviewState } from "../review-context.tsx";

/** What is under way with each row. */
export function usePending(): (id: string) => Pending | null {
  const queue = useReviewState((state) => state.outbox.queue);
  const awaiting = useReviewState((state) => state.awaiting);
  const conflicts = useReviewState((state) => state.conflicts);
  return useMemo(() => {
    const unsaved = new Set(queue.flatMap(({ before }) => before.map(({ id }) => id)));
    const disputed = new Set(conflicts.map(({ id }) => id));
    return (id) =>
      disputed.has(id) ? "conflict" : awaiting.has(id) ? "awaiting" : unsaved.has(id) ? "unsaved" : null;
  }, [queue, awaiting, conflicts]);
}
