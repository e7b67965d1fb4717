import { listQueueCounts } from "#lib/review/views/queue-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async ({ signal }, { projectId }, user) =>
  Response.json(await listQueueCounts({ userId: user.id, projectId, signal })),
);
