import { route } from "#lib/server/request/route.ts";
import { listEntries } from "#lib/vocabularies/vocabulary-queries.ts";

export const GET = route<{ projectId: string; vocabularyId: string }>(async (_, { vocabularyId }, user) =>
  Response.json(await listEntries({ userId: user.id, vocabularyId })),
);
