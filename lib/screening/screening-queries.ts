import "server-only";
import { db } from "#lib/server/db.ts";

/** The projects in which an exemplar waits to be screened: what an earlier process left unfinished. */
export async function listUnscreenedProjectIds(): Promise<string[]> {
  const projects = await db().project.findMany({
    where: { exemplars: { some: { screenedAt: null } } },
    select: { id: true },
  });
  return projects.map(({ id }) => id);
}
