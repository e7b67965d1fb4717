import { countSlots } from "#lib/exemplars/counts/exemplar-slot-queries.ts";
import { readView } from "#lib/exemplars/exemplar-views.ts";
import { alikeOf } from "#lib/review/review-page-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (request, { projectId }, user) => {
  const { filter } = readView(new URL(request.url).searchParams);
  const scope = { userId: user.id, projectId, filter };
  return Response.json(await countSlots({ ...scope, ...(await alikeOf(scope)), signal: request.signal }));
});
