import { listSecondLooks } from "#lib/review/second-look/second-look-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (_request, { projectId }, user) =>
  Response.json(await listSecondLooks({ userId: user.id, projectId })),
);
