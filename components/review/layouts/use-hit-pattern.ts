"use client";

import { useMemo } from "react";
import { useReviewState } from "../review-context.tsx";
import { hitPattern } from "./search-hits.ts";

/** What is to be marked in the texts of the view that is shown. */
export function useHitPattern(): RegExp | null {
  const text = useReviewState((state) => state.view.filter.text);
  const textMode = useReviewState((state) => state.view.filter.textMode);
  return useMemo(() => hitPattern({ text, textMode }), [text, textMode]);
}
