import "server-only";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { isId } from "../exemplars.ts";

/**
 * Conditions on `"Exemplar" e` that cut the project into stretches of its numbers, so that others are answered
 * between one and the next; a single empty one where all of it is no more than one stretch.
 */
export async function slicesOf(projectId: string, rows: number): Promise<Prisma.Sql[]> {
  const project = isId(projectId)
    ? await db().project.findUnique({ where: { id: projectId }, select: { lastExemplarNumber: true } })
    : null;
  const last = project?.lastExemplarNumber ?? 0;
  if (last <= rows) return [Prisma.empty];
  return Array.from({ length: Math.ceil(last / rows) }, (_, slice) => {
    const from = slice * rows;
    return Prisma.sql`AND e.number > ${from} AND e.number <= ${from + rows}`;
  });
}
