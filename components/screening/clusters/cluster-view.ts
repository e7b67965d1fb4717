import { DEFAULT_SORT, type ExemplarView, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";

/** The grid with the near-duplicates of one cluster, all of them and nothing else. */
export function clusterView(clusterId: string): ExemplarView {
  return { filter: { ...NO_FILTER, cluster: clusterId }, sort: DEFAULT_SORT };
}
