import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { enqueue } from "#lib/server/queue.ts";
import { calibrateProjectJob } from "../calibrate-project-job.ts";
import { corpusKeyOf } from "../load-corpus.ts";
import { lockThresholds } from "../lock-thresholds.ts";

/**
 * Asks for a calibration, whatever was measured before.
 * @throws UserError not-found; conflict without a test set
 */
export async function requestCalibration({
  userId,
  projectId,
}: {
  userId: string;
  projectId: string;
}): Promise<void> {
  await db().$transaction(async (transaction) => {
    await lockThresholds(transaction, { projectId, userId });
    if (!(await askForCalibration(transaction, projectId))) {
      throw new UserError("conflict", "calibration.errors.noTestSet");
    }
  });
}

/** The same for who changes something that is measured by. @returns false, with nothing asked, without a test set */
export async function askForCalibration(transaction: Transaction, projectId: string): Promise<boolean> {
  const hasTestSet = await transaction.testSet.findUnique({
    where: { projectId },
    select: { projectId: true },
  });
  if (hasTestSet) await ask(transaction, projectId);
  return hasTestSet !== null;
}

/**
 * Asks for a calibration where there is a test set and neither it, the support set nor the embedder are what was last
 * measured or tried, or where one that was asked for is not finished.
 */
export async function requireCalibration(projectId: string): Promise<void> {
  await db().$transaction(async (transaction) => {
    const hasTestSet = await transaction.testSet.findUnique({
      where: { projectId },
      select: { projectId: true },
    });
    if (!hasTestSet) return;
    const corpusKey = await corpusKeyOf(transaction, projectId);
    const last = await transaction.calibration.findFirst({
      where: { projectId },
      orderBy: { createdAt: "desc" },
      select: { corpusKey: true, finishedAt: true },
    });
    if (!last?.finishedAt || last.corpusKey !== corpusKey) await ask(transaction, projectId);
  });
}

/** One that waits or runs already sees whatever this one came for. */
async function ask(transaction: Transaction, projectId: string): Promise<void> {
  const waiting = await transaction.calibration.findFirst({
    where: { projectId, finishedAt: null },
    select: { id: true },
  });
  if (!waiting) {
    const corpusKey = await corpusKeyOf(transaction, projectId);
    await transaction.calibration.create({ data: { projectId, corpusKey } });
  }
  await enqueue(calibrateProjectJob, { projectId }, transaction);
}
