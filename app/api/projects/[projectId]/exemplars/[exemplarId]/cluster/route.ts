import { getClusterOf } from "#lib/screening/clusters/cluster-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string; exemplarId: string }>(async (_request, params, user) =>
  Response.json({ cluster: await getClusterOf({ ...params, userId: user.id }) }),
);
