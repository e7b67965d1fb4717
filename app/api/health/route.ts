import { database, db } from "#lib/server/db.ts";
import { route } from "#lib/server/request/route.ts";
import packageFile from "#package.json" with { type: "json" };

export const dynamic = "force-dynamic";

export const GET = route(async () => {
  await db().$queryRaw`SELECT 1`;
  return Response.json({ status: "ok", database: database().kind, version: packageFile.version });
});
