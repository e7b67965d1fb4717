import { getEmbedderState } from "#lib/screening/embedders/embedder-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (_request, { projectId }, user) =>
  Response.json(await getEmbedderState({ userId: user.id, projectId })),
);
