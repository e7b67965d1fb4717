import { queryOptions } from "@tanstack/react-query";
import { getJson } from "#lib/http/get-json.ts";
import type { Activity } from "./activity.ts";

const EVERY_MS = 2000;

/**
 * What is decided in the project from the first question on. Every answer goes on from the one before, so each is to be
 * taken in once; asking pauses while the page is hidden.
 */
export function activityOptions(projectId: string) {
  return queryOptions({
    queryKey: ["review", projectId, "activity"],
    queryFn: ({ client, queryKey, signal }): Promise<Activity> => {
      const since = client.getQueryData<Activity>(queryKey)?.sequence;
      const parameters = since === undefined ? "" : `?since=${since}`;
      return getJson(`/api/projects/${projectId}/activity${parameters}`, signal);
    },
    refetchInterval: EVERY_MS,
    staleTime: 0,
    // Nothing is gone on from after the screen was left.
    gcTime: 0,
    structuralSharing: false,
  });
}
