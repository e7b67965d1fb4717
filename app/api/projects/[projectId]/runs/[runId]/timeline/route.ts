import { getRunTimeline } from "#lib/runs/items/run-timeline-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string; runId: string }>(async (_request, ids, user) =>
  Response.json(await getRunTimeline({ userId: user.id, ...ids })),
);
