import { queryOptions } from "@tanstack/react-query";
import { exemplarKeys, fetchExemplarRows } from "#lib/exemplars/exemplar-query-options.ts";
import { EXEMPLAR_LIMITS, type ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { getJson } from "#lib/http/get-json.ts";
import type { Cluster, LookAlikes } from "./clusters.ts";

/** What an exemplar is like; with the rows that the proposal would reject, so that who takes it waits for nothing. */
interface Kin {
  cluster: Cluster | null;
  proposed: ExemplarRow[];
  alike: LookAlikes | null;
}

export function clusterOptions(projectId: string, exemplarId: string) {
  return queryOptions({
    queryKey: [...exemplarKeys.details(projectId), exemplarId, "cluster"],
    queryFn: async ({ signal }): Promise<Kin> => {
      const url = `/api/projects/${projectId}/exemplars/${exemplarId}/cluster`;
      const found = await getJson<Omit<Kin, "proposed">>(url, signal);
      return { ...found, proposed: await fetchRows(projectId, found.cluster?.proposal?.reject ?? []) };
    },
    staleTime: 0,
    gcTime: 60_000,
  });
}

/** As they stand now: a decision names the revision that it is about. */
async function fetchRows(projectId: string, numbers: number[]): Promise<ExemplarRow[]> {
  const rows: ExemplarRow[] = [];
  for (let from = 0; from < numbers.length; from += EXEMPLAR_LIMITS.pageRows) {
    rows.push(...(await fetchExemplarRows(projectId, numbers.slice(from, from + EXEMPLAR_LIMITS.pageRows))));
  }
  return rows;
}
