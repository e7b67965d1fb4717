import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { enqueue } from "#lib/server/queue.ts";
import { screenProjectJob } from "../screen-project-job.ts";

/** Forgets why embedding failed, and has what is left screened. @throws UserError not-found */
export async function retryEmbedding({
  userId,
  projectId,
}: {
  userId: string;
  projectId: string;
}): Promise<void> {
  const { count } = await db().project.updateMany({
    where: { id: projectId, ownerId: userId },
    data: { embeddingProblem: Prisma.DbNull },
  });
  if (count === 0) throw new UserError("not-found", "projects.errors.notFound");
  await enqueue(screenProjectJob, { projectId });
}
