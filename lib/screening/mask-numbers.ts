import "server-only";
import { lockProject } from "#lib/projects/lock-project.ts";
import { db } from "#lib/server/db.ts";
import { enqueue } from "#lib/server/queue.ts";
import { screenProjectJob } from "./screen-project-job.ts";
import type { MaskNumbersInput } from "./screening-inputs.ts";

/**
 * Changes whether texts that differ only in their numbers are exact copies. Where that is new, every exemplar waits to
 * be screened again.
 * @throws UserError not-found
 */
export async function maskNumbers({
  userId,
  projectId,
  maskNumbers,
}: MaskNumbersInput & { userId: string }): Promise<void> {
  await db().$transaction(async (transaction) => {
    await lockProject(transaction, { userId, projectId });
    const { count } = await transaction.project.updateMany({
      where: { id: projectId, maskNumbers: !maskNumbers },
      data: { maskNumbers },
    });
    if (count === 0) return;
    await transaction.exemplar.updateMany({
      where: { projectId, screenedAt: { not: null } },
      data: { screenedAt: null },
    });
    await enqueue(screenProjectJob, { projectId }, transaction);
  });
}
