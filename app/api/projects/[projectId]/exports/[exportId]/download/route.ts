import { streamExport } from "#lib/exports/stream-export.ts";
import { route } from "#lib/server/request/route.ts";

export const dynamic = "force-dynamic";

export const GET = route<{ projectId: string; exportId: string }>(async (_request, params, user) => {
  const { body, headers } = await streamExport({ ...params, userId: user.id });
  return new Response(body, { headers });
});
