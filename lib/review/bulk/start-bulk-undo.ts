import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { type BulkProgress, isUnderWay } from "./bulk.ts";
import { getBulk } from "./bulk-queries.ts";
import { storeBulk } from "./start-bulk.ts";

interface StartBulkUndo {
  userId: string;
  projectId: string;
  /** The user's own batch: for an undo the one to take back, for a redo that of the undo. */
  batchId: string;
  /** The batch of what is recorded, and the id of the bulk decision. */
  asBatchId: string;
  kind: "undo" | "redo";
}

/**
 * Has a batch taken back, or made again, by a job: for batches of more decisions than one transaction should make.
 * Asked twice under one id it is done once.
 * @throws not-found where there is no such batch, conflict where it is still being made
 */
export async function startBulkUndo(asked: StartBulkUndo, transaction?: Transaction): Promise<BulkProgress> {
  if (transaction) await store(transaction, asked);
  else await db().$transaction((own) => store(own, asked));
  return getBulk({ ...asked, bulkId: asked.asBatchId }, transaction);
}

async function store(
  transaction: Transaction,
  { userId, projectId, batchId, asBatchId, kind }: StartBulkUndo,
): Promise<void> {
  const made = await transaction.bulkDecision.findUnique({ where: { id: batchId }, select: { state: true } });
  if (made && isUnderWay(made)) throw new UserError("conflict", "bulk.errors.underWay");
  const expected = await transaction.decision.count({ where: { batchId, projectId, userId } });
  if (expected === 0) throw new UserError("not-found", "review.errors.nothingToUndo");
  await storeBulk(transaction, { userId, projectId, bulkId: asBatchId, task: { kind, batchId }, expected });
}
