import { getRunItem } from "#lib/runs/items/run-item-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string; runId: string; itemId: string }>(async (_request, ids, user) =>
  Response.json(await getRunItem({ userId: user.id, ...ids })),
);
