import { queryOptions } from "@tanstack/react-query";
import { exemplarKeys } from "#lib/exemplars/exemplar-query-options.ts";
import { getJson } from "#lib/http/get-json.ts";
import type { SecondLooks } from "./second-look.ts";

/** Asked again with the counts: whatever is decided may change what a second look has found. */
export function secondLooksOptions(projectId: string) {
  return queryOptions({
    queryKey: [...exemplarKeys.allCounts(projectId), "second-looks"],
    queryFn: ({ signal }) => getJson<SecondLooks>(`/api/projects/${projectId}/second-looks`, signal),
    placeholderData: (previous) => previous,
  });
}
