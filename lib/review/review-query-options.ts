import { queryOptions } from "@tanstack/react-query";
import { exemplarKeys } from "#lib/exemplars/exemplar-query-options.ts";
import { getJson } from "#lib/http/get-json.ts";
import type { ExemplarDetail } from "./review.ts";

export function exemplarDetailOptions(projectId: string, exemplarId: string) {
  return queryOptions({
    queryKey: [...exemplarKeys.details(projectId), exemplarId],
    queryFn: ({ signal }) =>
      getJson<ExemplarDetail>(`/api/projects/${projectId}/exemplars/${exemplarId}`, signal),
    staleTime: 0,
    gcTime: 60_000,
  });
}
