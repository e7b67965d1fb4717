import { queryOptions } from "@tanstack/react-query";
import { getJson } from "#lib/http/get-json.ts";
import type { Guidelines } from "./guidelines.ts";
import type { Step, Waiting } from "./projects.ts";

const WAITING_EVERY_MS = 5_000;

export function waitingOptions(projectId: string) {
  return queryOptions({
    queryKey: ["projects", projectId, "waiting"],
    queryFn: ({ signal }) => getJson<Record<Step, Waiting>>(`/api/projects/${projectId}/waiting`, signal),
    refetchInterval: WAITING_EVERY_MS,
  });
}

/** Asked for anew each time it is looked at: somebody may have clarified them since. */
export function guidelinesOptions(projectId: string) {
  return queryOptions({
    queryKey: ["projects", projectId, "guidelines"],
    queryFn: ({ signal }) => getJson<Guidelines>(`/api/projects/${projectId}/guidelines`, signal),
  });
}
