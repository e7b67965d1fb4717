import { queryOptions } from "@tanstack/react-query";
import { getJson } from "#lib/http/get-json.ts";
import type { ExemplarReveals } from "./reveals.ts";

export function exemplarRevealsOptions(projectId: string, exemplarId: string) {
  return queryOptions({
    queryKey: ["reveals", projectId, exemplarId],
    queryFn: ({ signal }) =>
      getJson<ExemplarReveals>(`/api/projects/${projectId}/exemplars/${exemplarId}/reveals`, signal),
    staleTime: 0,
    gcTime: 60_000,
  });
}
