import { getEstimateBasis } from "#lib/runs/estimate/estimate-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (request, { projectId }, user) => {
  const query = new URL(request.url).searchParams;
  return Response.json(
    await getEstimateBasis({
      userId: user.id,
      projectId,
      recipeVersionId: query.get("recipeVersionId") ?? "",
      endpointId: query.get("endpointId"),
      judgeEndpointId: query.get("judgeEndpointId"),
    }),
  );
});
