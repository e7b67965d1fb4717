"use client";

import { useCallback } from "react";
import type { ExemplarFilter } from "#lib/exemplars/exemplar-views.ts";
import { useReview } from "../review-context.tsx";
import { useSetView } from "../set-view.tsx";
import { withFilter } from "./fields/filter-fields.ts";

/** Asks by the present filter with some of it changed. */
export function useChangeFilter(): (changed: Partial<ExemplarFilter>) => void {
  const { store } = useReview();
  const setView = useSetView();
  return useCallback((changed) => setView(withFilter(store.get().view, changed)), [store, setView]);
}
