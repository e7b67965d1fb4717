"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { exemplarCountsOptions } from "#lib/exemplars/exemplar-query-options.ts";
import type { ExemplarCounts } from "#lib/exemplars/exemplars.ts";
import { useReview, useReviewState } from "../review-context.tsx";

export interface Counted {
  counts: ExemplarCounts;
  /** They are of the filter before; those of the present one are on their way. */
  isStale: boolean;
  /** Why there are none of the present filter. */
  error: string | null;
}

/** The counts of the present filter, and those of the one before until they have come. */
export function useCounts(initial: ExemplarCounts): Counted {
  const { projectId } = useReview();
  const filter = useReviewState((state) => state.view.filter);
  const { data, isPlaceholderData, error } = useQuery(exemplarCountsOptions(projectId, filter));
  // Where the present filter cannot be counted, the last counts stand on.
  const [last, setLast] = useState(initial);
  if (data && data !== last) setLast(data);
  return {
    counts: data ?? last,
    isStale: isPlaceholderData || (error !== null && !data),
    error: error?.message ?? null,
  };
}
