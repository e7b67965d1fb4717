import { queryOptions } from "@tanstack/react-query";
import { DEFAULT_SORT, writeView } from "#lib/exemplars/exemplar-views.ts";
import { getJson } from "#lib/http/get-json.ts";
import { type BulkPreview, type BulkQuestion, writeDecision } from "./bulk.ts";

/** Asked when the bulk panel opens; what it counted may be old the next time. */
export function bulkPreviewOptions({ projectId, filter, decision }: BulkQuestion) {
  const parameters = new URLSearchParams(writeView({ filter, sort: DEFAULT_SORT }));
  for (const [name, value] of writeDecision(decision)) parameters.set(name, value);
  return queryOptions({
    queryKey: ["bulk", projectId, parameters.toString()],
    queryFn: ({ signal }) => getJson<BulkPreview>(`/api/projects/${projectId}/bulk?${parameters}`, signal),
    staleTime: 0,
    gcTime: 0,
  });
}
