import { listSavedViews } from "#lib/review/views/view-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (_, { projectId }, user) =>
  Response.json(await listSavedViews({ userId: user.id, projectId })),
);
