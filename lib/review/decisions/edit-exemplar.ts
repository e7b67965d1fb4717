import "server-only";
import { randomUUID } from "node:crypto";
import { screenProjectJob } from "#lib/screening/screen-project-job.ts";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { enqueue } from "#lib/server/queue.ts";
import type { LeftExemplar, LeftReason } from "../changes.ts";
import { statusAfterEdit } from "../review.ts";
import { forgetScreening } from "./forget-screening.ts";
import { newestDecisions } from "./newest-decision-queries.ts";
import { recordChanges } from "./record-changes.ts";

interface EditExemplar {
  userId: string;
  projectId: string;
  exemplarId: string;
  text: string;
  /** The revision that the reviewer saw. */
  revision: number;
  batchId?: string;
}

interface Edited {
  batchId: string;
  decided: number;
  left: LeftExemplar[];
}

/**
 * Gives an exemplar a new text, which is screened afresh; what was accepted is then to be accepted again. The text that
 * was generated stays as it was. One that is gone, or was changed since the reviewer saw it, is left.
 * @throws UserError invalid where the text is the same, not-found where the project is not the user's
 */
export async function editExemplar({
  userId,
  projectId,
  exemplarId,
  text,
  revision,
  batchId = randomUUID(),
}: EditExemplar): Promise<Edited> {
  return db().$transaction(async (tx) => {
    const project = await tx.project.findFirst({
      where: { id: projectId, ownerId: userId },
      select: { id: true },
    });
    if (!project) throw new UserError("not-found", "review.errors.projectMissing");
    await tx.$executeRaw`
      SELECT id FROM "Exemplar" WHERE id = ${exemplarId}::uuid AND "projectId" = ${projectId}::uuid FOR UPDATE`;
    const made = await tx.decision.count({ where: { batchId, exemplarId, projectId, userId } });
    if (made > 0) return { batchId, decided: made, left: [] };
    const exemplar = await tx.exemplar.findFirst({ where: { id: exemplarId, projectId } });
    if (!exemplar) return { batchId, decided: 0, left: [await leave(tx, exemplarId, "gone")] };
    if (exemplar.revision !== revision) {
      return { batchId, decided: 0, left: [await leave(tx, exemplarId, "changed")] };
    }
    if (exemplar.text === text) {
      throw new UserError("invalid", "review.errors.sameText", { number: exemplar.number });
    }
    const status = statusAfterEdit(exemplar.status);
    const at = new Date();
    await recordChanges(tx, {
      userId,
      projectId,
      at,
      made: Prisma.sql`
        SELECT e.id AS "exemplarId", 1 AS position, ${batchId}::text::uuid AS "batchId", 'edit'::text AS kind,
          NULL::uuid AS "undoesId", NULL::uuid AS "redoesId",
          e.status AS "fromStatus", ${status}::"ExemplarStatus" AS "toStatus",
          e."labelId" AS "fromLabelId", e."labelId" AS "toLabelId", e.flagged AS "toFlagged",
          e.text AS "fromText", ${text}::text AS "toText",
          ${status === "pending" ? null : at}::timestamp AS "decidedAt", ${userId}::uuid AS "decidedById"
        FROM "Exemplar" e WHERE e.id = ${exemplarId}::uuid`,
    });
    await forgetScreening(tx, [exemplarId]);
    await enqueue(screenProjectJob, { projectId }, tx);
    return { batchId, decided: 1, left: [] };
  });
}

async function leave(tx: Transaction, id: string, reason: LeftReason): Promise<LeftExemplar> {
  return { id, reason, newest: (await newestDecisions(tx, [id])).get(id) ?? null };
}
