"use client";

import type { ExemplarView } from "#lib/exemplars/exemplar-views.ts";
import { useReview } from "./review-context.tsx";

/** Shows another filter or sort; the address follows. */
export function useSetView(): (view: ExemplarView) => void {
  return useReview().screen.setView;
}
