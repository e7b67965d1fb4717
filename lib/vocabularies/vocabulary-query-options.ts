import { queryOptions } from "@tanstack/react-query";
import { getJson } from "#lib/http/get-json.ts";
import type { PlacedEntry } from "./vocabularies.ts";

/** The table holds its own copy and what was changed in it; nothing is kept once it is closed. */
export function entriesOptions(projectId: string, vocabularyId: string) {
  return queryOptions({
    queryKey: ["vocabularies", projectId, vocabularyId, "entries"],
    queryFn: ({ signal }) =>
      getJson<PlacedEntry[]>(`/api/projects/${projectId}/vocabularies/${vocabularyId}/entries`, signal),
    staleTime: 0,
    gcTime: 0,
  });
}
