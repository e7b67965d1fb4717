import { getJudgeState } from "#lib/screening/judge/judge-queries.ts";
import { route } from "#lib/server/request/route.ts";

export const GET = route<{ projectId: string }>(async (_request, { projectId }, user) =>
  Response.json(await getJudgeState({ userId: user.id, projectId })),
);
