import "server-only";
import { randomUUID } from "node:crypto";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { startBulkUndo } from "../../bulk/start-bulk-undo.ts";
import type { ChangeOutcome } from "../../changes.ts";
import { type DecisionKind, REVIEW_LIMITS } from "../../review.ts";
import { findRedoable, findUndoable } from "./batch-queries.ts";
import { restoreDecisions } from "./restore-decisions.ts";

/** Batches of more decisions are taken back and made again by a job. */
const LARGEST_AT_ONCE = 5000;

interface Restore {
  userId: string;
  projectId: string;
  /** Of what is recorded. */
  batchId?: string;
}

interface Asked extends Required<Restore> {
  kind: "undo" | "redo";
  named: string | null;
}

/**
 * Takes back one batch of the user as one step: status, label, text and flag are as they were before it. What someone
 * else decided on top of it stays. Nothing is erased: the taking back is itself recorded.
 * @param undo `undoes` is the batch; null or absent: the newest of this user that stands
 * @throws UserError not-found where there is nothing to take back, conflict where a job is still at it
 */
export async function undoDecisions(undo: Restore & { undoes?: string | null }): Promise<ChangeOutcome> {
  const { undoes = null, batchId = randomUUID(), ...scope } = undo;
  return restoreBatch({ ...scope, batchId, kind: "undo", named: undoes });
}

/**
 * Makes again what an undo of the user took back; undoing that takes it back again.
 * @param redo `redoes` is the batch of the undo; null or absent: the newest, where the user decided nothing since
 * @throws UserError not-found where there is nothing to make again, conflict where a job is still at it
 */
export async function redoDecisions(redo: Restore & { redoes?: string | null }): Promise<ChangeOutcome> {
  const { redoes = null, batchId = randomUUID(), ...scope } = redo;
  return restoreBatch({ ...scope, batchId, kind: "redo", named: redoes });
}

async function restoreBatch(asked: Asked): Promise<ChangeOutcome> {
  const { userId, projectId, batchId: asBatchId, kind, named } = asked;
  return db().$transaction(async (tx) => {
    await takeTurns(tx, asked);
    const before = await madeBefore(tx, asked);
    if (before) return before;
    const find = kind === "undo" ? findUndoable : findRedoable;
    const batch = await find(tx, { userId, projectId, named });
    if (!batch) {
      throw new UserError(
        "not-found",
        `review.errors.${kind === "undo" ? "nothingToUndo" : "nothingToRedo"}`,
      );
    }
    if (batch.underWay) throw new UserError("conflict", "bulk.errors.underWay");
    const restore = { userId, projectId, batchId: batch.batchId, asBatchId, kind };
    if (batch.rows > LARGEST_AT_ONCE) {
      const { id } = await startBulkUndo(restore, tx);
      return { kind: "bulk", bulkId: id };
    }
    const { count, ids, numbers } = await restoreDecisions(tx, {
      ...restore,
      of: batch.kind,
      where: Prisma.sql`TRUE`,
    });
    const changed = ids.map((id, place) => ({ id, number: numbers[place] ?? 0 }));
    return outcome(tx, asked, {
      of: batch.batchId,
      decision: batch.kind,
      changed,
      count,
      isWhole: count === batch.rows,
    });
  });
}

/** Undos of one user go one after another, so that two asked for at once do not take back the same. */
async function takeTurns(tx: Transaction, { userId, projectId }: Asked) {
  const projects = await tx.$queryRaw<unknown[]>`
    SELECT pg_advisory_xact_lock(hashtextextended(id::text || "ownerId"::text, 0))::text FROM "Project"
    WHERE id = ${projectId}::uuid AND "ownerId" = ${userId}::uuid`;
  if (projects.length === 0) throw new UserError("not-found", "review.errors.projectMissing");
}

interface Made {
  kind: DecisionKind;
  undoesId: string | null;
  redoesId: string | null;
  id: string;
  number: number;
}

/** What came of it where it was sent before. */
async function madeBefore(tx: Transaction, asked: Asked): Promise<ChangeOutcome | null> {
  const { userId, projectId, batchId, kind } = asked;
  const [sent] = await tx.$queryRaw<{ isBulk: boolean; isMade: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "BulkDecision" WHERE id = ${batchId}::uuid AND "userId" = ${userId}::uuid
        AND "projectId" = ${projectId}::uuid) AS "isBulk",
      EXISTS (SELECT 1 FROM "Decision" WHERE "batchId" = ${batchId}::uuid) AS "isMade"`;
  if (sent?.isBulk) return { kind: "bulk", bulkId: batchId };
  if (!sent?.isMade) return null;
  const made = await tx.$queryRaw<Made[]>`
    SELECT d.kind::text AS kind, d."undoesId"::text AS "undoesId", d."redoesId"::text AS "redoesId",
      e.id::text AS id, e.number
    FROM "Decision" d JOIN "Exemplar" e ON e.id = d."exemplarId"
    WHERE d."batchId" = ${batchId}::uuid AND d."userId" = ${userId}::uuid AND d."projectId" = ${projectId}::uuid
    ORDER BY e.number`;
  const [first] = made;
  const of = kind === "undo" ? first?.undoesId : first?.redoesId;
  if (!first || !of) return null;
  const undone = kind === "undo" ? await tx.decision.findFirst({ where: { batchId: of } }) : first;
  const changed = made.map(({ id, number }) => ({ id, number }));
  return outcome(tx, asked, {
    of,
    decision: undone?.kind ?? first.kind,
    changed,
    count: made.length,
    isWhole: false,
  });
}

interface Restored {
  of: string;
  decision: DecisionKind;
  changed: { id: string; number: number }[];
  count: number;
  /** Whether it is all of the batch, for sure. */
  isWhole: boolean;
}

async function outcome(
  tx: Transaction,
  { batchId, kind }: Asked,
  { of, decision, changed, count, isWhole }: Restored,
): Promise<ChangeOutcome> {
  return {
    kind: kind === "undo" ? "undone" : "redone",
    decision,
    of,
    changed: changed.slice(0, REVIEW_LIMITS.exemplars),
    count,
    skipped: isWhole ? 0 : await countSkipped(tx, { batchId, kind, of }),
  };
}

/** The rows of the batch that neither this undo or redo took, nor one before it. */
async function countSkipped(
  tx: Transaction,
  { batchId, kind, of }: { batchId: string; kind: Asked["kind"]; of: string },
): Promise<number> {
  const link = Prisma.raw(kind === "undo" ? '"undoesId"' : '"redoesId"');
  const [left] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Decision" d WHERE d."batchId" = ${of}::uuid AND 0 = (
      SELECT count(*) FROM "Decision" u WHERE u."exemplarId" = d."exemplarId" AND u.sequence > d.sequence
        AND u.${link} = d."batchId"
        AND u.sequence <= (SELECT coalesce(max(m.sequence), 9223372036854775807) FROM "Decision" m
          WHERE m."batchId" = ${batchId}::uuid))`;
  return left?.count ?? 0;
}
