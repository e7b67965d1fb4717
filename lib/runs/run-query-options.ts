import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { getJson } from "#lib/http/get-json.ts";
import {
  type RunItemDetail,
  type RunItemPage,
  type RunItemsAsked,
  type RunTimeline,
  writeItemsAsked,
} from "./items/run-items.ts";
import type { RunState } from "./run-state.ts";
import { isActive } from "./run-state.ts";
import { type Counts, type RunProgress, type RunSummary, sumOf } from "./runs.ts";

const RUN_EVERY_MS = 1_000;
const LIST_EVERY_MS = 2_000;
const TIMELINE_EVERY_MS = 10_000;
/** What is counted anew each time takes the longer the more there is of it, and is then asked for less often. */
const COUNTED_A_MS = 40;

interface Asked {
  projectId: string;
  runId: string;
}

const addressOf = ({ projectId, runId }: Asked) => `/api/projects/${projectId}/runs/${runId}`;

export function runProgressOptions(asked: Asked) {
  const { projectId, runId } = asked;
  return queryOptions({
    queryKey: ["runs", projectId, runId, "progress"],
    queryFn: ({ signal }) => getJson<RunProgress>(`${addressOf(asked)}/progress`, signal),
    refetchInterval: ({ state: { data } }) => {
      if (!data) return RUN_EVERY_MS;
      const counts = sumOf(data.labels);
      return isLive(data.state, counts) ? Math.max(RUN_EVERY_MS, counts.produced / COUNTED_A_MS) : false;
    },
  });
}

/** @param finished items that are produced or failed: the more there are to read, the longer until the next time */
export function runTimelineOptions(asked: Asked & { state: RunState; finished: number }) {
  const { projectId, runId, state, finished } = asked;
  return queryOptions({
    // What ended is read once more, each time it ended with more.
    queryKey: ["runs", projectId, runId, "timeline", isActive(state) ? "live" : finished],
    queryFn: ({ signal }) => getJson<RunTimeline>(`${addressOf(asked)}/timeline`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: isActive(state) ? Math.max(TIMELINE_EVERY_MS, finished) : false,
  });
}

export function runItemsOptions(asked: Asked & RunItemsAsked) {
  const { projectId, runId } = asked;
  const query = writeItemsAsked(asked);
  return queryOptions({
    queryKey: ["runs", projectId, runId, "items", query],
    queryFn: ({ signal }) => getJson<RunItemPage>(`${addressOf(asked)}/items?${query}`, signal),
    placeholderData: keepPreviousData,
  });
}

export function runItemOptions(asked: Asked & { itemId: string }) {
  const { projectId, runId, itemId } = asked;
  return queryOptions({
    queryKey: ["runs", projectId, runId, "item", itemId],
    queryFn: ({ signal }) => getJson<RunItemDetail>(`${addressOf(asked)}/items/${itemId}`, signal),
  });
}

export function runListOptions(projectId: string) {
  return queryOptions({
    queryKey: ["runs", projectId, "list"],
    queryFn: ({ signal }) => getJson<RunSummary[]>(`/api/projects/${projectId}/runs`, signal),
    refetchInterval: ({ state: { data } }) => {
      if (!data?.some((run) => isLive(run.state, run))) return false;
      return Math.max(LIST_EVERY_MS, data.reduce((sum, { produced }) => sum + produced, 0) / COUNTED_A_MS);
    },
  });
}

/** What an ended run produced may still be under screening. */
function isLive(state: RunState, { produced, screened }: Pick<Counts, "produced" | "screened">): boolean {
  return isActive(state) || screened < produced;
}
