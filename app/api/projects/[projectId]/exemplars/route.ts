import { readPageRequest } from "#lib/exemplars/exemplar-pages.ts";
import { readView } from "#lib/exemplars/exemplar-views.ts";
import { getReviewPage } from "#lib/review/review-page-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (request, { projectId }, user) => {
  const { searchParams } = new URL(request.url);
  const page = readPageRequest(searchParams);
  return Response.json(await getReviewPage({ userId: user.id, projectId, ...readView(searchParams), page }));
});
