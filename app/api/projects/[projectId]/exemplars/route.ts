import { readPageRequest } from "#lib/exemplars/exemplar-pages.ts";
import { listExemplars } from "#lib/exemplars/exemplar-queries.ts";
import { readView } from "#lib/exemplars/exemplar-views.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (request, { projectId }, user) => {
  const { searchParams } = new URL(request.url);
  const page = readPageRequest(searchParams);
  return Response.json(await listExemplars({ userId: user.id, projectId, ...readView(searchParams), page }));
});
