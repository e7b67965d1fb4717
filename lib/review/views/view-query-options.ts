import { queryOptions } from "@tanstack/react-query";
import { exemplarKeys } from "#lib/exemplars/exemplar-query-options.ts";
import { getJson } from "#lib/http/get-json.ts";
import type { QueueCounts } from "./queues.ts";
import type { SavedView } from "./views.ts";

export function savedViewsOptions(projectId: string) {
  return queryOptions({
    queryKey: ["review", projectId, "views"],
    queryFn: ({ signal }) => getJson<SavedView[]>(`/api/projects/${projectId}/views`, signal),
  });
}

/** Stands below the counts of exemplars: whatever makes those old makes these old. */
export function queueCountsOptions(projectId: string) {
  return queryOptions({
    queryKey: [...exemplarKeys.allCounts(projectId), "queues"],
    queryFn: ({ signal }) => getJson<QueueCounts>(`/api/projects/${projectId}/queues`, signal),
  });
}
