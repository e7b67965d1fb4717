import { queryOptions } from "@tanstack/react-query";
import { getJson } from "#lib/http/get-json.ts";
import type { JudgeState } from "./judging.ts";

const EVERY_MS = 2_000;

/** Asked anew while something waits for the judge; not while something is in the way. */
export function judgeStateOptions(projectId: string) {
  return queryOptions({
    queryKey: ["screening", projectId, "judge"],
    queryFn: ({ signal }) => getJson<JudgeState>(`/api/projects/${projectId}/screening/judge`, signal),
    refetchInterval: ({ state }) =>
      state.data?.endpoint && !state.data.problem && state.data.counts.waiting > 0 ? EVERY_MS : false,
  });
}
