import { readView } from "#lib/exemplars/exemplar-views.ts";
import { readDecision } from "#lib/review/bulk/bulk.ts";
import { previewBulk } from "#lib/review/bulk/bulk-queries.ts";
import { UserError } from "#lib/server/errors.ts";
import { route } from "#lib/server/request/route.ts";

/** What a decision would do to everything that a view shows: the view's address with `decision`, and `to` for a label. */
export const GET = route<{ projectId: string }>(async (request, { projectId }, user) => {
  const { searchParams } = new URL(request.url);
  const decision = readDecision(searchParams);
  if (!decision) throw new UserError("invalid", "bulk.errors.decision");
  const { filter } = readView(searchParams);
  return Response.json(await previewBulk({ userId: user.id, projectId, filter, decision }));
});
