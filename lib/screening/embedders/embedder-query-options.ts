import { queryOptions } from "@tanstack/react-query";
import { getJson } from "#lib/http/get-json.ts";
import type { EmbedderState } from "./embedders.ts";

const EVERY_MS = 2_000;

/** Asked anew while texts are being embedded; not while something is in the way. */
export function embedderStateOptions(projectId: string) {
  return queryOptions({
    queryKey: ["screening", projectId, "embedder"],
    queryFn: ({ signal }) => getJson<EmbedderState>(`/api/projects/${projectId}/screening/embedder`, signal),
    refetchInterval: ({ state }) => (state.data && isEmbedding(state.data) ? EVERY_MS : false),
  });
}

function isEmbedding({ progress, problem }: EmbedderState): boolean {
  return progress !== null && problem === null && progress.done < progress.total;
}
