import { queryOptions } from "@tanstack/react-query";
import { exemplarKeys } from "#lib/exemplars/exemplar-query-options.ts";
import { getJson } from "#lib/http/get-json.ts";
import type { ExemplarReveals } from "./reveals.ts";

export function exemplarRevealsOptions(projectId: string, exemplarId: string) {
  return queryOptions({
    queryKey: [...exemplarKeys.details(projectId), exemplarId, "reveals"],
    queryFn: ({ signal }) =>
      getJson<ExemplarReveals>(`/api/projects/${projectId}/exemplars/${exemplarId}/reveals`, signal),
    staleTime: 0,
    gcTime: 60_000,
  });
}
