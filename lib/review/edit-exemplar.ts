import "server-only";
import { randomUUID } from "node:crypto";
import { screenProjectJob } from "#lib/screening/screen-project-job.ts";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { enqueue } from "#lib/server/queue.ts";
import { forgetScreening } from "./forget-screening.ts";
import type { DecideResult } from "./review.ts";

interface EditExemplar {
  userId: string;
  projectId: string;
  exemplarId: string;
  text: string;
  /** The revision that the reviewer saw. */
  revision: number;
  batchId?: string;
}

/**
 * Gives an exemplar a new text, which is screened afresh. The text that was generated stays as it was.
 * @throws conflict where someone changed the exemplar in the meantime
 */
export async function editExemplar({
  userId,
  projectId,
  exemplarId,
  text,
  revision,
  batchId = randomUUID(),
}: EditExemplar): Promise<DecideResult> {
  return db().$transaction(async (tx) => {
    const made = await tx.decision.count({ where: { batchId, exemplarId, projectId, userId } });
    if (made > 0) return { batchId, decided: made, conflicts: [] };
    const { count } = await tx.exemplar.updateMany({
      where: { id: exemplarId, revision, project: { id: projectId, ownerId: userId } },
      data: { revision: { increment: 1 } },
    });
    const exemplar = await tx.exemplar.findFirst({
      where: { id: exemplarId, project: { id: projectId, ownerId: userId } },
    });
    if (!exemplar) throw new UserError("not-found", "review.errors.exemplarMissing");
    if (count === 0)
      throw new UserError("conflict", "review.errors.changedMeanwhile", { number: exemplar.number });
    // Takes back the revision raised above.
    if (exemplar.text === text)
      throw new UserError("invalid", "review.errors.sameText", { number: exemplar.number });
    const { status, labelId } = exemplar;
    await tx.exemplar.update({
      where: { id: exemplarId },
      data: { text, decidedAt: status === "pending" ? null : new Date() },
    });
    await tx.decision.create({
      data: {
        projectId,
        exemplarId,
        userId,
        batchId,
        kind: "edit",
        fromStatus: status,
        toStatus: status,
        fromLabelId: labelId,
        toLabelId: labelId,
        fromText: exemplar.text,
        toText: text,
      },
    });
    await forgetScreening(tx, [exemplarId]);
    await enqueue(screenProjectJob, { projectId }, tx);
    return { batchId, decided: 1, conflicts: [] };
  });
}
