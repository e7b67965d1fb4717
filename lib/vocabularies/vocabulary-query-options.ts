import { queryOptions } from "@tanstack/react-query";
import type { PlacedEntry } from "./vocabularies.ts";

/** The table holds its own copy and what was changed in it; nothing is kept once it is closed. */
export function entriesOptions(projectId: string, vocabularyId: string) {
  return queryOptions({
    queryKey: ["vocabularies", projectId, vocabularyId, "entries"],
    queryFn: async ({ signal }): Promise<PlacedEntry[]> => {
      const response = await fetch(`/api/projects/${projectId}/vocabularies/${vocabularyId}/entries`, {
        signal,
      });
      if (response.ok) return response.json();
      const body: { error?: { message?: string } } = await response.json().catch(() => ({}));
      throw new Error(body.error?.message ?? `${response.status} ${response.statusText}`);
    },
    staleTime: 0,
    gcTime: 0,
  });
}
