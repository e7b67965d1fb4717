"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { exemplarDetailOptions } from "#lib/review/review-query-options.ts";
import { useReview } from "../review-context.tsx";
import { isCut } from "../state/rows/cut-text.ts";

/** A text that was read so long ago is read again: the row tells when it was changed before that. */
const FRESH_MS = 60_000;

/** The whole text of a row; its beginning until the rest is here. */
export function useWholeText(row: ExemplarRow): { text: string; error: Error | null; retry: () => void } {
  const { projectId } = useReview();
  const { data, error, refetch } = useQuery({
    ...exemplarDetailOptions(projectId, row.id),
    staleTime: FRESH_MS,
    enabled: isCut(row),
    select: (detail) => detail.text,
  });
  const fits = data !== undefined && isCut(row) && data.startsWith(row.text);
  return {
    text: fits ? data : row.text,
    error: fits || !isCut(row) ? null : error,
    retry: () => void refetch(),
  };
}

/** Fetches the whole texts of rows that are about to be read. */
export function usePrefetchedTexts(rows: readonly (ExemplarRow | undefined)[]) {
  const { projectId } = useReview();
  const queries = useQueryClient();
  const ids = rows.flatMap((row) => (row && isCut(row) ? [row.id] : [])).join();
  useEffect(() => {
    for (const id of ids === "" ? [] : ids.split(",")) {
      void queries.prefetchQuery({ ...exemplarDetailOptions(projectId, id), staleTime: FRESH_MS });
    }
  }, [queries, projectId, ids]);
}
