import { queryOptions } from "@tanstack/react-query";
import { getJson } from "#lib/http/get-json.ts";
import type { CalibrationState } from "./calibration.ts";

const EVERY_MS = 1_000;

export function calibrationStateOptions(projectId: string) {
  return queryOptions({
    queryKey: ["calibration", projectId, "state"],
    queryFn: ({ signal }) => getJson<CalibrationState>(`/api/projects/${projectId}/calibration`, signal),
    refetchInterval: ({ state }) => (!state.data || isUnderWay(state.data) ? EVERY_MS : false),
  });
}

/** Whether the numbers will change by themselves: a calibration of new sets is asked for once they are screened. */
export function isUnderWay(state: CalibrationState): boolean {
  return (
    state.stage === "running" ||
    state.screened < state.exemplars ||
    (state.testRows > 0 && (state.stage === "none" || state.isStale) && state.stage !== "failed")
  );
}
