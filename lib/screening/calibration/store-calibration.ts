import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import { judgeMatches } from "../findings/judge-matches.ts";
import { followFindings } from "../follow-findings.ts";
import { corpusKeyOf } from "../load-corpus.ts";
import { lockThresholds } from "../lock-thresholds.ts";
import type { CalibrationResult } from "./calibration.ts";
import { thresholdForRate } from "./error-rates.ts";

interface Measured {
  projectId: string;
  calibrationId: string;
  corpusKey: string;
  result: CalibrationResult;
}

/**
 * Stores what was measured in the place of what was measured before. Where the project's leak threshold stands for a
 * rate of false alarms it moves to where that rate now is, and findings are judged anew; where the rate cannot be
 * measured on so few rows it stays.
 * @returns false, with nothing written, where the sets or the embedder are no longer what was measured
 */
export async function storeCalibration(measured: Measured): Promise<boolean> {
  const { projectId, calibrationId, corpusKey, result } = measured;
  const stored = await db().$transaction(async (transaction) => {
    const thresholds = await lockThresholds(transaction, { projectId });
    if ((await corpusKeyOf(transaction, projectId)) !== corpusKey) return null;
    await transaction.calibration.update({
      where: { id: calibrationId },
      data: { corpusKey, result, progress: 1, error: null, finishedAt: new Date() },
    });
    await transaction.calibration.deleteMany({
      where: { projectId, id: { not: calibrationId }, finishedAt: { not: null } },
    });
    const { falseAlarmRate: rate } = await transaction.project.findUniqueOrThrow({
      where: { id: projectId },
      select: { falseAlarmRate: true },
    });
    if (rate === null) return { moved: false };
    const { threshold } = thresholdForRate(result.natural, thresholds, rate);
    if (threshold === null || threshold === thresholds.leak) return { moved: false };
    await moveThreshold(transaction, { projectId, threshold });
    return { moved: true };
  });
  if (stored?.moved) await followFindings(projectId);
  return stored !== null;
}

async function moveThreshold(
  transaction: Transaction,
  { projectId, threshold }: { projectId: string; threshold: number },
): Promise<void> {
  await transaction.project.update({ where: { id: projectId }, data: { leakThreshold: threshold } });
  await judgeMatches(transaction, { projectId });
}
