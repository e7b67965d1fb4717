import { queryOptions } from "@tanstack/react-query";
import { exemplarKeys } from "#lib/exemplars/exemplar-query-options.ts";
import { getJson } from "#lib/http/get-json.ts";
import type { Cluster, LookAlikes } from "./clusters.ts";

export function clusterOptions(projectId: string, exemplarId: string) {
  return queryOptions({
    queryKey: [...exemplarKeys.details(projectId), exemplarId, "cluster"],
    queryFn: ({ signal }) =>
      getJson<{ cluster: Cluster | null; alike: LookAlikes | null }>(
        `/api/projects/${projectId}/exemplars/${exemplarId}/cluster`,
        signal,
      ),
    staleTime: 0,
    gcTime: 60_000,
  });
}
