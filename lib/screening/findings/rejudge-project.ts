import "server-only";
import { db } from "#lib/server/db.ts";
import { lockThresholds } from "../lock-thresholds.ts";
import type { ScreeningThresholds } from "../screening.ts";
import { judgeScores } from "./judge-scores.ts";

/**
 * Changes the project's thresholds and judges every stored score by them; nothing is compared again.
 * @throws UserError not-found
 */
export async function rejudgeProject({
  userId,
  projectId,
  thresholds,
}: {
  userId: string;
  projectId: string;
  thresholds: ScreeningThresholds;
}): Promise<void> {
  await db().$transaction(async (transaction) => {
    await lockThresholds(transaction, { projectId, userId });
    await transaction.project.update({
      where: { id: projectId },
      data: {
        cosineThreshold: thresholds.cosine,
        characterGramThreshold: thresholds.characterGrams,
        wordEditThreshold: thresholds.wordEdit,
      },
    });
    await judgeScores(transaction, { projectId, thresholds });
  });
}
