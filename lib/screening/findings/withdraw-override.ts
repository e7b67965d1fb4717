import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { lockThresholds } from "../lock-thresholds.ts";
import { changeFinding } from "./change-finding.ts";
import { judgeMatches } from "./judge-matches.ts";

/**
 * Makes an overridden finding count again, or go, where the thresholds no longer ask for it.
 * @throws UserError not-found, or conflict where it is not overridden
 */
export async function withdrawOverride({
  userId,
  projectId,
  findingId,
}: {
  userId: string;
  projectId: string;
  findingId: string;
}): Promise<void> {
  await db().$transaction(async (transaction) => {
    await lockThresholds(transaction, { projectId, userId });
    const { exemplarId } = await changeFinding(transaction, {
      userId,
      projectId,
      findingId,
      reason: null,
      change: async ({ state }) => {
        if (state === "open") throw new UserError("conflict", "screening.errors.notOverridden");
        return { state: "open", overrideReason: null, overriddenById: null, overriddenAt: null };
      },
    });
    await judgeMatches(transaction, { projectId, exemplarIds: [exemplarId] });
  });
}
