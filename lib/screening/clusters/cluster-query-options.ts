import { queryOptions } from "@tanstack/react-query";
import { getJson } from "#lib/http/get-json.ts";
import type { Cluster } from "./clusters.ts";

export function clusterOptions(projectId: string, exemplarId: string) {
  return queryOptions({
    queryKey: ["clusters", projectId, exemplarId],
    queryFn: async ({ signal }) => {
      const url = `/api/projects/${projectId}/exemplars/${exemplarId}/cluster`;
      return (await getJson<{ cluster: Cluster | null }>(url, signal)).cluster;
    },
    staleTime: 0,
    gcTime: 60_000,
  });
}
