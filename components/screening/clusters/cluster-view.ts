import { DEFAULT_SORT, type ExemplarView, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";

/** The near-duplicates of one cluster, all of them and nothing else. */
export function clusterView(cluster: string): ExemplarView {
  return { filter: { ...NO_FILTER, cluster }, sort: DEFAULT_SORT };
}

/** The look-alikes of one group. */
export function groupView(group: string): ExemplarView {
  return { filter: { ...NO_FILTER, group }, sort: DEFAULT_SORT };
}
