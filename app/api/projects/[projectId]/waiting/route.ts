import { countWaiting } from "#lib/projects/project-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (_, { projectId }, user) =>
  Response.json(await countWaiting({ userId: user.id, projectId })),
);
