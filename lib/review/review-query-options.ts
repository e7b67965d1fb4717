import { queryOptions } from "@tanstack/react-query";
import { exemplarKeys } from "#lib/exemplars/exemplar-query-options.ts";
import type { ExemplarDetail } from "./review.ts";

export function exemplarDetailOptions(projectId: string, exemplarId: string) {
  return queryOptions({
    queryKey: [...exemplarKeys.details(projectId), exemplarId],
    queryFn: async ({ signal }): Promise<ExemplarDetail> => {
      const response = await fetch(`/api/projects/${projectId}/exemplars/${exemplarId}`, { signal });
      if (!response.ok) throw new Error(`${response.status}`);
      return response.json();
    },
    staleTime: 0,
    gcTime: 60_000,
  });
}
