"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { exemplarKeys } from "#lib/exemplars/exemplar-query-options.ts";
import { useReview } from "../review-context.tsx";
import { isUnsaved } from "../state/outbox.ts";
import { rowAt } from "../state/rows/grid-window.ts";

const EVERY_MS = 1_500;

/** Rows that wait to be screened are asked for again while they are visible, until they have been. */
export function useFreshRows(first: number, last: number) {
  const { store, projectId } = useReview();
  const queries = useQueryClient();
  useEffect(() => {
    const timer = setInterval(async () => {
      if (document.hidden) return;
      const waiting = waitingRows();
      if (waiting.length === 0) return;
      await store.refresh(waiting);
      if (waitingRows().length < waiting.length) {
        void queries.invalidateQueries({ queryKey: exemplarKeys.details(projectId) });
      }
    }, EVERY_MS);
    const waitingRows = () => {
      const { window, outbox } = store.get();
      const ids: string[] = [];
      for (let index = first; index <= last; index++) {
        const row = rowAt(window, index);
        if (row && !row.screened && !isUnsaved(outbox, row.id)) ids.push(row.id);
      }
      return ids;
    };
    return () => clearInterval(timer);
  }, [store, projectId, queries, first, last]);
}
