import { queryOptions } from "@tanstack/react-query";
import { getJson } from "#lib/http/get-json.ts";
import type { EstimateBasis } from "./estimate.ts";

/** Read anew when one comes back to the form: a run may have been measured meanwhile. */
export function estimateBasisOptions(asked: {
  projectId: string;
  recipeVersionId: string;
  endpointId: string | null;
  /** Null: nobody judges, or none was chosen. */
  judgeEndpointId: string | null;
}) {
  const { projectId, recipeVersionId, endpointId, judgeEndpointId } = asked;
  const query = new URLSearchParams({
    recipeVersionId,
    ...(endpointId === null ? {} : { endpointId }),
    ...(judgeEndpointId === null ? {} : { judgeEndpointId }),
  });
  return queryOptions({
    queryKey: ["runs", projectId, "estimate", recipeVersionId, endpointId, judgeEndpointId],
    queryFn: ({ signal }) =>
      getJson<EstimateBasis>(`/api/projects/${projectId}/runs/estimate?${query}`, signal),
    staleTime: 15_000,
    refetchOnMount: "always",
    refetchOnWindowFocus: true,
  });
}
