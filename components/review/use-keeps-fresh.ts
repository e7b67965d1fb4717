"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { exemplarKeys } from "#lib/exemplars/exemplar-query-options.ts";
import { activityOptions } from "#lib/review/activity-query-options.ts";
import { isUnderWay } from "#lib/review/bulk/bulk.ts";
import type { ReviewContext } from "./review-context.tsx";
import { ActivityReader } from "./state/take-in-activity.ts";

/** How long after a save the counts are asked for again: once for a burst of decisions. */
const COUNTS_AFTER_MS = 600;

/** Brings what others do to the screen, and keeps what is cached about the exemplars fresh after saves. */
export function useKeepsFresh({ store, saver, projectId }: ReviewContext) {
  const queries = useQueryClient();
  const [reader] = useState(() => new ActivityReader(store, saver));
  const { data: activity } = useQuery(activityOptions(projectId));

  useEffect(() => {
    if (!activity || !reader.takeIn(activity)) return;
    void queries.invalidateQueries({ queryKey: exemplarKeys.details(projectId) });
    void queries.invalidateQueries({ queryKey: exemplarKeys.allCounts(projectId) });
  }, [activity, reader, queries, projectId]);

  useEffect(() => {
    let seen = store.get().saves;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = store.subscribe(() => {
      const { saves, outbox } = store.get();
      if (saves === seen || outbox.queue.length > 0) return;
      seen = saves;
      clearTimeout(timer);
      timer = setTimeout(() => {
        // The end of a bulk decision makes them fresh.
        if (store.get().bulks.some(isUnderWay)) return;
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
