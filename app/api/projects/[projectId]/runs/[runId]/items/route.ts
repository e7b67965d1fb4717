import { listRunItems } from "#lib/runs/items/run-item-queries.ts";
import { readItemsAsked } from "#lib/runs/items/run-items.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string; runId: string }>(async (request, ids, user) => {
  const asked = readItemsAsked(new URL(request.url).searchParams);
  return Response.json(await listRunItems({ userId: user.id, ...ids, ...asked }));
});
