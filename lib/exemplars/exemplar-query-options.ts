import { queryOptions } from "@tanstack/react-query";
import { getJson } from "#lib/http/get-json.ts";
import type { ExemplarPage, PageRequest } from "./exemplar-pages.ts";
import { DEFAULT_SORT, type ExemplarFilter, type ExemplarView, writeView } from "./exemplar-views.ts";
import type { ExemplarCounts, ExemplarRow, SlotCounts } from "./exemplars.ts";

const COUNTS_EVERY_MS = 10_000;
/** Where counting takes a good part of a second. */
const LARGE_COUNTS_EVERY_MS = 60_000;
const LARGE_PROJECT = 300_000;

export const exemplarKeys = {
  allCounts: (projectId: string) => ["exemplars", projectId, "counts"] as const,
  counts: (projectId: string, filter: ExemplarFilter) =>
    [...exemplarKeys.allCounts(projectId), writeView({ filter, sort: DEFAULT_SORT })] as const,
  slots: (projectId: string, filter: ExemplarFilter) =>
    ["exemplars", projectId, "slots", writeView({ filter, sort: DEFAULT_SORT })] as const,
  details: (projectId: string) => ["exemplars", projectId, "detail"] as const,
};

export function exemplarCountsOptions(projectId: string, filter: ExemplarFilter) {
  return queryOptions({
    queryKey: exemplarKeys.counts(projectId, filter),
    queryFn: ({ signal }): Promise<ExemplarCounts> =>
      getJson(`${root(projectId)}/counts?${writeView({ filter, sort: DEFAULT_SORT })}`, signal),
    refetchInterval: ({ state: { data } }) =>
      data && data.total > LARGE_PROJECT ? LARGE_COUNTS_EVERY_MS : COUNTS_EVERY_MS,
    placeholderData: (previous) => previous,
  });
}

/** What slots were filled with: for a menu while it is open. */
export function slotCountsOptions(projectId: string, filter: ExemplarFilter) {
  return queryOptions({
    queryKey: exemplarKeys.slots(projectId, filter),
    queryFn: ({ signal }): Promise<SlotCounts[]> =>
      getJson(`${root(projectId)}/slots?${writeView({ filter, sort: DEFAULT_SORT })}`, signal),
    placeholderData: (previous) => previous,
  });
}

/** Pages are held by the grid's own window, which knows what the reviewer did to them; nothing else caches them. */
export function fetchExemplarPage(
  projectId: string,
  view: ExemplarView,
  page: PageRequest,
  signal: AbortSignal,
): Promise<ExemplarPage> {
  const parameters = new URLSearchParams(writeView(view));
  if (page.from === "around") parameters.set("around", String(page.number));
  if (page.from === "index") parameters.set("index", String(page.index));
  if (page.from === "after" || page.from === "before") parameters.set(page.from, page.cursor);
  return getJson(`${root(projectId)}?${parameters}`, signal);
}

export async function fetchExemplarRows(
  projectId: string,
  numbers: number[],
  signal?: AbortSignal,
): Promise<ExemplarRow[]> {
  return getJson(`${root(projectId)}/rows?numbers=${numbers.join(",")}`, signal);
}

const root = (projectId: string) => `/api/projects/${projectId}/exemplars`;
