import { queryOptions } from "@tanstack/react-query";
import { getJson } from "#lib/http/get-json.ts";
import type { EmbedderState } from "./embedders.ts";

const EVERY_MS = 2_000;
/** What is in the way may pass by itself, but not within seconds. */
const EVERY_MS_WHEN_STOPPED = 10_000;

/** Asked anew while texts wait to be embedded. */
export function embedderStateOptions(projectId: string) {
  return queryOptions({
    queryKey: ["screening", projectId, "embedder"],
    queryFn: ({ signal }) => getJson<EmbedderState>(`/api/projects/${projectId}/screening/embedder`, signal),
    refetchInterval: ({ state: { data } }) => {
      if (!data?.progress || data.progress.done >= data.progress.total) return false;
      return data.problem ? EVERY_MS_WHEN_STOPPED : EVERY_MS;
    },
  });
}
