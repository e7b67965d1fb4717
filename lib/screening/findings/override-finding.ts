import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { changeFinding } from "./change-finding.ts";

/**
 * Sets one finding aside, with the reason, the user and the date: it no longer keeps its exemplar out of an export.
 * @throws UserError not-found, or conflict where it is overridden or its exemplar waits to be screened
 */
export async function overrideFinding({
  userId,
  projectId,
  findingId,
  reason,
}: {
  userId: string;
  projectId: string;
  findingId: string;
  reason: string;
}): Promise<void> {
  await db().$transaction((transaction) =>
    changeFinding(transaction, {
      userId,
      projectId,
      findingId,
      reason,
      change: async ({ state }, exemplar) => {
        if (state === "overridden") throw new UserError("conflict", "screening.errors.alreadyOverridden");
        if (!exemplar.screenedAt) {
          throw new UserError("conflict", "screening.errors.notScreened", { number: exemplar.number });
        }
        return {
          state: "overridden",
          overrideReason: reason,
          overriddenById: userId,
          overriddenAt: new Date(),
        };
      },
    }),
  );
}
