import "server-only";
import { randomUUID } from "node:crypto";
import { judgeRelabelled, lockWithLikes } from "#lib/screening/findings/judge-relabelled.ts";
import { lockThresholds } from "#lib/screening/lock-thresholds.ts";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { type DecideResult, type Decision, REVIEW_LIMITS, STATUS_AFTER } from "./review.ts";

interface DecideExemplars {
  userId: string;
  projectId: string;
  exemplarIds: string[];
  decision: Decision;
  /** As seen by the reviewer, in the order of exemplarIds; absent: whatever they are now. */
  revisions?: readonly number[];
  batchId?: string;
}

/**
 * One decision on up to 10,000 exemplars, as one step that undo takes back as one. Exemplars that are that way
 * already are passed over; a batch that was made before is not made again. A new label makes conflicts of labels or
 * settles them, at once.
 */
export async function decideExemplars({
  userId,
  projectId,
  exemplarIds,
  decision,
  revisions,
  batchId = randomUUID(),
}: DecideExemplars): Promise<DecideResult> {
  if (exemplarIds.length > REVIEW_LIMITS.exemplars) {
    throw new UserError("invalid", "review.errors.tooMany", { limit: REVIEW_LIMITS.exemplars });
  }
  return db().$transaction(async (tx) => {
    const project = await tx.project.findFirst({
      where: { id: projectId, ownerId: userId },
      select: { id: true },
    });
    if (!project) throw new UserError("not-found", "review.errors.projectMissing");
    if (decision.kind === "relabel") {
      await requireLabel(tx, projectId, decision.labelId);
      await lockThresholds(tx, { projectId });
      await lockWithLikes(tx, { projectId, exemplarIds });
    }

    const known = new Map((await lock(tx, projectId, exemplarIds)).map(({ id, revision }) => [id, revision]));
    const made = await tx.decision.findMany({
      where: { batchId, projectId, userId },
      select: { exemplarId: true },
    });
    const before = new Set(made.map(({ exemplarId }) => exemplarId));
    const conflicts = exemplarIds.filter((id, position) => {
      if (before.has(id)) return false;
      const revision = known.get(id);
      return revision === undefined || (revisions !== undefined && revisions[position] !== revision);
    });
    const left = new Set(conflicts);
    // A batch that already stands was sent twice: what it then passed over stays passed over.
    const ids = before.size > 0 ? [] : exemplarIds.filter((id) => !left.has(id));
    const count = before.size || (await record(tx, { userId, projectId, batchId, ids, decision }));
    if (decision.kind === "relabel" && ids.length > 0)
      await judgeRelabelled(tx, { projectId, exemplarIds: ids });
    return { batchId, decided: count, conflicts };
  });
}

async function requireLabel(tx: Transaction, projectId: string, labelId: string) {
  const label = await tx.label.findFirst({ where: { id: labelId, projectId }, select: { id: true } });
  if (!label) throw new UserError("not-found", "review.errors.labelMissing");
}

/** Waits for other writers of these rows, always in the same order, and gives the rows as they are then. */
async function lock(tx: Transaction, projectId: string, ids: string[]) {
  return tx.$queryRaw<{ id: string; revision: number }[]>`
    SELECT id, revision FROM "Exemplar"
    WHERE "projectId" = ${projectId}::uuid AND id = ANY(${ids}::text[]::uuid[])
    ORDER BY id FOR UPDATE`;
}

interface Batch {
  userId: string;
  projectId: string;
  batchId: string;
  ids: string[];
  decision: Decision;
}

async function record(
  tx: Transaction,
  { userId, projectId, batchId, ids, decision }: Batch,
): Promise<number> {
  const status = STATUS_AFTER[decision.kind];
  const labelId = decision.kind === "relabel" ? decision.labelId : null;
  const changes = status
    ? Prisma.sql`e.status <> ${status}::"ExemplarStatus"`
    : Prisma.sql`e."labelId" <> ${labelId}::text::uuid`;
  const set = status
    ? Prisma.sql`status = ${status}::"ExemplarStatus", "decidedAt" = ${status === "pending" ? null : new Date()}`
    : Prisma.sql`"labelId" = ${labelId}::text::uuid,
        "decidedAt" = CASE WHEN e.status = 'pending' THEN NULL ELSE ${new Date()}::timestamp END`;
  return tx.$executeRaw`
    WITH chosen AS (
      SELECT e.id, e.status, e."labelId", a.position
      FROM unnest(${ids}::text[]::uuid[]) WITH ORDINALITY AS a(id, position)
      JOIN "Exemplar" e ON e.id = a.id
      WHERE e."projectId" = ${projectId}::uuid AND ${changes}
    ), changed AS (
      UPDATE "Exemplar" e SET revision = e.revision + 1, ${set}
      FROM chosen c WHERE e.id = c.id RETURNING e.id, e.status, e."labelId"
    )
    INSERT INTO "Decision" (id, "projectId", "exemplarId", "userId", "batchId", kind,
      "fromStatus", "toStatus", "fromLabelId", "toLabelId", "createdAt")
    SELECT gen_random_uuid(), ${projectId}::uuid, e.id, ${userId}::uuid, ${batchId}::uuid,
      ${decision.kind}::"DecisionKind", c.status, e.status, c."labelId", e."labelId", ${new Date()}
    FROM chosen c JOIN changed e ON e.id = c.id ORDER BY c.position`;
}
