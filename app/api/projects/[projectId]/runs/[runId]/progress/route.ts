import { getRunProgress } from "#lib/runs/run-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string; runId: string }>(async (_request, { projectId, runId }, user) =>
  Response.json(await getRunProgress({ userId: user.id, projectId, runId })),
);
