import { getExemplarReveals } from "#lib/screening/reveals/reveal-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string; exemplarId: string }>(async (_request, params, user) =>
  Response.json(await getExemplarReveals({ ...params, userId: user.id })),
);
