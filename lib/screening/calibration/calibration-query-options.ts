import { queryOptions } from "@tanstack/react-query";
import { getJson } from "#lib/http/get-json.ts";
import { type CalibrationState, isUnderWay } from "./calibration.ts";

const EVERY_MS = 1_000;

export function calibrationStateOptions(projectId: string) {
  return queryOptions({
    queryKey: ["calibration", projectId, "state"],
    queryFn: ({ signal }) => getJson<CalibrationState>(`/api/projects/${projectId}/calibration`, signal),
    refetchInterval: ({ state }) => (!state.data || isUnderWay(state.data) ? EVERY_MS : false),
  });
}
