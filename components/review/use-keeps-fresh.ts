"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { exemplarKeys } from "#lib/exemplars/exemplar-query-options.ts";
import type { ReviewContext } from "./review-context.tsx";

/** How long after a save the counts are asked for again: once for a burst of decisions. */
const COUNTS_AFTER_MS = 600;

/** Keeps what others cached about the exemplars fresh after saves. */
export function useKeepsFresh({ store, projectId }: ReviewContext) {
  const queries = useQueryClient();
  useEffect(() => {
    let seen = store.get().saves;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = store.subscribe(() => {
      const { saves, outbox } = store.get();
      if (saves === seen || outbox.queue.length > 0) return;
      seen = saves;
      clearTimeout(timer);
      timer = setTimeout(() => {
        void queries.invalidateQueries({ queryKey: exemplarKeys.details(projectId) });
        void queries.invalidateQueries({ queryKey: exemplarKeys.allCounts(projectId) });
      }, COUNTS_AFTER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store, queries, projectId]);
}
