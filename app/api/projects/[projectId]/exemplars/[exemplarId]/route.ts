import { getExemplarDetail } from "#lib/review/review-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string; exemplarId: string }>(async (_request, params, user) =>
  Response.json(await getExemplarDetail({ ...params, userId: user.id })),
);
