import { readView } from "#lib/exemplars/exemplar-views.ts";
import { getReviewCounts } from "#lib/review/review-page-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (request, { projectId }, user) => {
  const { filter } = readView(new URL(request.url).searchParams);
  return Response.json(await getReviewCounts({ userId: user.id, projectId, filter, signal: request.signal }));
});
