import "server-only";
import { db } from "#lib/server/db.ts";
import { askClusters } from "../clusters/ask-clusters.ts";
import { followFindings } from "../follow-findings.ts";
import { lockThresholds } from "../lock-thresholds.ts";
import type { ScreeningThresholds } from "../screening.ts";
import { judgeMatches } from "./judge-matches.ts";

interface Change {
  userId: string;
  projectId: string;
  thresholds: ScreeningThresholds;
  /** The share of innocent real examples that `thresholds.leak` was chosen to flag. */
  falseAlarmRate?: number | null | undefined;
}

/**
 * Changes the project's thresholds and judges every stored match by them; nothing is compared again. A leak threshold
 * that is changed without a false-alarm rate stands for none.
 * @throws UserError not-found
 */
export async function changeThresholds({
  userId,
  projectId,
  thresholds,
  falseAlarmRate,
}: Change): Promise<void> {
  await db().$transaction(async (transaction) => {
    const before = await lockThresholds(transaction, { projectId, userId });
    const isOther = falseAlarmRate !== undefined || thresholds.leak !== before.leak;
    await transaction.project.update({
      where: { id: projectId },
      data: {
        leakThreshold: thresholds.leak,
        duplicateThreshold: thresholds.duplicate,
        cosineThreshold: thresholds.cosine,
        wordEditThreshold: thresholds.wordEdit,
        ...(isOther ? { falseAlarmRate: falseAlarmRate ?? null } : {}),
      },
    });
    await judgeMatches(transaction, { projectId });
    // The leak threshold says nothing of exemplars among themselves.
    const isCluster = (["duplicate", "cosine", "wordEdit"] as const).some(
      (rule) => thresholds[rule] !== before[rule],
    );
    if (isCluster) await askClusters(transaction, projectId);
  });
  await followFindings(projectId);
}
