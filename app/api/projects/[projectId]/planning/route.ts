import { getPlanningMaterial } from "#lib/recipes/recipe-queries.ts";
import { route } from "#lib/server/request/route.ts";

/** What a preview of a recipe may draw on: labels, vocabularies and support set. */
export const GET = route<{ projectId: string }>(async (_, { projectId }, user) =>
  Response.json(await getPlanningMaterial({ userId: user.id, projectId })),
);
