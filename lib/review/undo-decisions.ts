import "server-only";
import { randomUUID } from "node:crypto";
import { judgeRelabelled, lockWithLikes } from "#lib/screening/findings/judge-relabelled.ts";
import { lockThresholds } from "#lib/screening/lock-thresholds.ts";
import { screenProjectJob } from "#lib/screening/screen-project-job.ts";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { enqueue } from "#lib/server/queue.ts";
import { forgetScreening } from "./forget-screening.ts";
import type { DecisionKind, UndoResult } from "./review.ts";

interface UndoDecisions {
  userId: string;
  projectId: string;
  /** The batch to take back; absent: the newest of this user that can be. */
  batchId?: string;
}

/**
 * Takes back one batch of the user as one step: status, label and text are as they were before it. What someone
 * else decided on top of it stays. Nothing is erased: the taking back is itself recorded.
 * @throws not-found where there is nothing to take back
 */
export async function undoDecisions({ userId, projectId, batchId }: UndoDecisions): Promise<UndoResult> {
  return db().$transaction(async (tx) => {
    const project = await tx.project.findFirst({
      where: { id: projectId, ownerId: userId },
      select: { id: true },
    });
    if (!project) throw new UserError("not-found", "review.errors.projectMissing");
    const batch = await findBatch(tx, { userId, projectId, ...(batchId ? { batchId } : {}) });
    if (!batch) throw new UserError("not-found", "review.errors.nothingToUndo");
    await lockBatch(tx, projectId, batch);
    const restored = await restore(tx, { userId, projectId, batchId: batch.batchId });
    if (batch.kind === "relabel") {
      await judgeRelabelled(tx, { projectId, exemplarIds: restored.map(({ id }) => id) });
    }
    const withText = restored.filter(({ textRestored }) => textRestored).map(({ id }) => id);
    if (withText.length > 0) {
      await forgetScreening(tx, withText);
      await enqueue(screenProjectJob, { projectId }, tx);
    }
    const made = await tx.decision.count({ where: { batchId: batch.batchId } });
    return {
      ...batch,
      restored: restored.map(({ id, number }) => ({ id, number })).sort((a, b) => a.number - b.number),
      skipped: made - restored.length,
    };
  });
}

/**
 * A decision `d` that still stands, with nothing of another standing on it, and whose label still exists. Counted
 * rather than asked with EXISTS, so that no plan goes through more of the history than the newest few decisions.
 */
const undoable = Prisma.sql`
  d.kind NOT IN ('undo', 'override')
  AND 0 = (SELECT count(*) FROM "Decision" u WHERE u."undoesId" = d."batchId" AND u."exemplarId" = d."exemplarId")
  AND 0 = (
    SELECT count(*) FROM "Decision" n WHERE n."exemplarId" = d."exemplarId" AND n.sequence > d.sequence
      AND n.kind NOT IN ('undo', 'override')
      AND 0 = (
        SELECT count(*) FROM "Decision" u WHERE u."undoesId" = n."batchId" AND u."exemplarId" = n."exemplarId"))
  AND EXISTS (SELECT 1 FROM "Label" l WHERE l.id = d."fromLabelId")`;

async function findBatch(tx: Transaction, { userId, projectId, batchId }: UndoDecisions) {
  const asked = batchId ? Prisma.sql`d."batchId" = ${batchId}::uuid` : Prisma.sql`TRUE`;
  const [batch] = await tx.$queryRaw<{ batchId: string; kind: DecisionKind }[]>`
    SELECT d."batchId", d.kind::text AS kind FROM "Decision" d
    WHERE d."projectId" = ${projectId}::uuid AND d."userId" = ${userId}::uuid AND ${asked} AND ${undoable}
    ORDER BY d.sequence DESC LIMIT 1`;
  return batch;
}

async function lockBatch(
  tx: Transaction,
  projectId: string,
  { batchId, kind }: { batchId: string; kind: string },
) {
  if (kind !== "relabel") {
    await tx.$queryRaw`
      SELECT e.id FROM "Exemplar" e JOIN "Decision" d ON d."exemplarId" = e.id
      WHERE d."batchId" = ${batchId}::uuid ORDER BY e.id FOR UPDATE OF e`;
    return;
  }
  await lockThresholds(tx, { projectId });
  const made = await tx.decision.findMany({ where: { batchId }, select: { exemplarId: true } });
  await lockWithLikes(tx, { projectId, exemplarIds: made.map(({ exemplarId }) => exemplarId) });
}

async function restore(tx: Transaction, { userId, projectId, batchId }: Required<UndoDecisions>) {
  const now = new Date();
  return tx.$queryRaw<{ id: string; number: number; textRestored: boolean }[]>`
    WITH standing AS (
      SELECT d.* FROM "Decision" d
      WHERE d."batchId" = ${batchId}::uuid AND d."projectId" = ${projectId}::uuid AND d."userId" = ${userId}::uuid
        AND ${undoable}
    ), restored AS (
      UPDATE "Exemplar" e SET status = s."fromStatus", "labelId" = s."fromLabelId", text = coalesce(s."fromText", e.text),
        revision = e.revision + 1, "decidedAt" = CASE WHEN s."fromStatus" = 'pending' THEN NULL ELSE ${now}::timestamp END
      FROM standing s WHERE e.id = s."exemplarId"
      RETURNING e.id, e.number, s."fromText" IS NOT NULL AS "textRestored"
    ), recorded AS (
      INSERT INTO "Decision" (id, "projectId", "exemplarId", "userId", "batchId", kind, "undoesId", "fromStatus",
        "toStatus", "fromLabelId", "toLabelId", "fromText", "toText", "createdAt")
      SELECT gen_random_uuid(), s."projectId", s."exemplarId", s."userId", ${randomUUID()}::uuid, 'undo', s."batchId",
        s."toStatus", s."fromStatus", s."toLabelId", s."fromLabelId", s."toText", s."fromText", ${now}
      FROM standing s ORDER BY s.sequence
    )
    SELECT * FROM restored`;
}
