import { listRuns } from "#lib/runs/run-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (_request, { projectId }, user) =>
  Response.json(await listRuns({ userId: user.id, projectId })),
);
