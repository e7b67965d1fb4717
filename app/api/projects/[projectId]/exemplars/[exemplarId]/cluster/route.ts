import { getClusterOf, getLookAlikesOf } from "#lib/screening/clusters/cluster-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string; exemplarId: string }>(async (_request, params, user) => {
  const asked = { ...params, userId: user.id };
  return Response.json({ cluster: await getClusterOf(asked), alike: await getLookAlikesOf(asked) });
});
