import { readNumbers } from "#lib/exemplars/exemplar-pages.ts";
import { listExemplarsByNumber } from "#lib/exemplars/exemplar-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (request, { projectId }, user) => {
  const numbers = readNumbers(new URL(request.url).searchParams);
  return Response.json(await listExemplarsByNumber({ userId: user.id, projectId, numbers }));
});
