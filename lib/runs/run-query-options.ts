import { queryOptions } from "@tanstack/react-query";
import { getJson } from "#lib/http/get-json.ts";
import type { RunState } from "./run-state.ts";
import { isActive } from "./run-state.ts";
import { type Counts, type RunProgress, type RunSummary, sumOf } from "./runs.ts";

const RUN_EVERY_MS = 1_000;
const LIST_EVERY_MS = 2_000;

export function runProgressOptions(asked: { projectId: string; runId: string }) {
  const { projectId, runId } = asked;
  return queryOptions({
    queryKey: ["runs", projectId, runId, "progress"],
    queryFn: ({ signal }) =>
      getJson<RunProgress>(`/api/projects/${projectId}/runs/${runId}/progress`, signal),
    refetchInterval: ({ state }) =>
      !state.data || isLive(state.data.state, sumOf(state.data.labels)) ? RUN_EVERY_MS : false,
  });
}

export function runListOptions(projectId: string) {
  return queryOptions({
    queryKey: ["runs", projectId, "list"],
    queryFn: ({ signal }) => getJson<RunSummary[]>(`/api/projects/${projectId}/runs`, signal),
    refetchInterval: ({ state }) =>
      state.data?.some((run) => isLive(run.state, run)) ? LIST_EVERY_MS : false,
  });
}

/** What an ended run produced may still be under screening. */
function isLive(state: RunState, { produced, screened }: Pick<Counts, "produced" | "screened">): boolean {
  return isActive(state) || screened < produced;
}
