import { getGuidelines } from "#lib/projects/project-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (_, { projectId }, user) =>
  Response.json(await getGuidelines({ userId: user.id, projectId })),
);
