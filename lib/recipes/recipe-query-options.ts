import { queryOptions } from "@tanstack/react-query";
import type { PlanningMaterial } from "./planning/planning.ts";

/** Read anew when one comes back to the tab: a vocabulary may have been made or filled in another one. */
export function planningOptions(projectId: string) {
  return queryOptions({
    queryKey: ["recipes", projectId, "planning"],
    queryFn: async ({ signal }): Promise<PlanningMaterial> => {
      const response = await fetch(`/api/projects/${projectId}/planning`, { signal });
      if (response.ok) return response.json();
      const body: { error?: { message?: string } } = await response.json().catch(() => ({}));
      throw new Error(body.error?.message ?? `${response.status} ${response.statusText}`);
    },
    staleTime: 15_000,
    refetchOnMount: "always",
    refetchOnWindowFocus: true,
  });
}
