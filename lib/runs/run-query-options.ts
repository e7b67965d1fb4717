import { queryOptions } from "@tanstack/react-query";
import { isActive } from "./run-state.ts";
import type { RunProgress, RunSummary } from "./runs.ts";

const RUN_EVERY_MS = 1_000;
const LIST_EVERY_MS = 2_000;

export function runProgressOptions(asked: { projectId: string; runId: string }) {
  const { projectId, runId } = asked;
  return queryOptions({
    queryKey: ["runs", projectId, runId, "progress"],
    queryFn: ({ signal }) => read<RunProgress>(`/api/projects/${projectId}/runs/${runId}/progress`, signal),
    refetchInterval: ({ state }) => (!state.data || isActive(state.data.state) ? RUN_EVERY_MS : false),
  });
}

export function runListOptions(projectId: string) {
  return queryOptions({
    queryKey: ["runs", projectId, "list"],
    queryFn: ({ signal }) => read<RunSummary[]>(`/api/projects/${projectId}/runs`, signal),
    refetchInterval: ({ state }) => (state.data?.some((run) => isActive(run.state)) ? LIST_EVERY_MS : false),
  });
}

async function read<T>(url: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(url, { signal });
  if (response.ok) return response.json();
  const body: { error?: { message?: string } } = await response.json().catch(() => ({}));
  throw new Error(body.error?.message ?? `${response.status} ${response.statusText}`);
}
