import { listActivity } from "#lib/review/activity-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (request, { projectId }, user) => {
  const since = new URL(request.url).searchParams.get("since");
  return Response.json(await listActivity({ userId: user.id, projectId, since }));
});
