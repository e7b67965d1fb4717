"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { exemplarCountsOptions } from "#lib/exemplars/exemplar-query-options.ts";
import { type ExemplarCounts, NO_COUNTS } from "#lib/exemplars/exemplars.ts";
import { useReview, useReviewState } from "../review-context.tsx";

export interface Counted {
  counts: ExemplarCounts;
  /** Nothing was counted yet: the counts say nothing. */
  isUnknown: boolean;
  /** They are of the filter before, or of none; those of the present one are on their way. */
  isStale: boolean;
  /** Why there are none of the present filter. */
  error: string | null;
}

/** The counts of the present filter, and those of the one before until they have come. The rows are asked for first. */
export function useCounts(): Counted {
  const { projectId } = useReview();
  const filter = useReviewState((state) => state.view.filter);
  const isOpening = useReviewState((state) => state.opening);
  const { data, isPlaceholderData, error } = useQuery({
    ...exemplarCountsOptions(projectId, filter),
    enabled: !isOpening,
  });
  // Where the present filter cannot be counted, the last counts stand on.
  const [last, setLast] = useState<ExemplarCounts | null>(null);
  if (data && data !== last) setLast(data);
  const counts = data ?? last;
  return {
    counts: counts ?? NO_COUNTS,
    isUnknown: counts === null,
    isStale: !data || isPlaceholderData,
    error: error?.message ?? null,
  };
}
