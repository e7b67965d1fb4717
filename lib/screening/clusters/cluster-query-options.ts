import { queryOptions } from "@tanstack/react-query";
import { exemplarKeys } from "#lib/exemplars/exemplar-query-options.ts";
import { getJson } from "#lib/http/get-json.ts";
import type { Cluster } from "./clusters.ts";

export function clusterOptions(projectId: string, exemplarId: string) {
  return queryOptions({
    queryKey: [...exemplarKeys.details(projectId), exemplarId, "cluster"],
    queryFn: async ({ signal }) => {
      const url = `/api/projects/${projectId}/exemplars/${exemplarId}/cluster`;
      return (await getJson<{ cluster: Cluster | null }>(url, signal)).cluster;
    },
    staleTime: 0,
    gcTime: 60_000,
  });
}
