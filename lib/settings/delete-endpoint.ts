import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";

/**
 * Deletes an endpoint and its key. Runs that it wrote or judged keep the model's name.
 * @throws UserError conflict where a run, an embedder or a judge needs it; not-found
 */
export async function deleteEndpoint({ userId, endpointId }: { userId: string; endpointId: string }) {
  const using = await db().run.findFirst({
    where: {
      state: { in: ["queued", "running"] },
      OR: [
        { endpointId, endpoint: { ownerId: userId } },
        { judgeEndpointId: endpointId, judgeEndpoint: { ownerId: userId } },
      ],
    },
    select: { number: true, project: { select: { name: true } } },
  });
  if (using) {
    const { number, project } = using;
    throw new UserError("conflict", "settings.errors.inUse", { number, project: project.name });
  }
  const embeds = await db().project.findFirst({
    where: { embeddingEndpointId: endpointId, ownerId: userId },
    select: { name: true },
  });
  if (embeds) throw new UserError("conflict", "settings.errors.embeds", { project: embeds.name });
  const judges = await db().project.findFirst({
    where: { judgeEndpointId: endpointId, ownerId: userId },
    select: { name: true },
  });
  if (judges) throw new UserError("conflict", "settings.errors.judges", { project: judges.name });
  const { count } = await db().endpoint.deleteMany({ where: { id: endpointId, ownerId: userId } });
  if (count === 0) throw new UserError("not-found", "settings.errors.notFound");
}
