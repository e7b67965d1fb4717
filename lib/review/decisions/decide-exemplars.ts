import "server-only";
import { randomUUID } from "node:crypto";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import type { LeftExemplar } from "../changes.ts";
import { REVIEW_LIMITS } from "../review.ts";
import { decideRun, type MadeDecision } from "./decide-run.ts";

type DecideExemplars = Omit<MadeDecision, "batchId"> & {
  userId: string;
  projectId: string;
  batchId?: string;
};

/**
 * One decision on up to 10,000 exemplars, as one step that undo takes back as one. Exemplars that are that way already
 * are passed over; those that are not fit for it are left.
 */
export async function decideExemplars({
  userId,
  projectId,
  batchId = randomUUID(),
  ...decision
}: DecideExemplars): Promise<{ batchId: string; decided: number; left: LeftExemplar[] }> {
  if (decision.exemplarIds.length > REVIEW_LIMITS.exemplars) {
    throw new UserError("invalid", "review.errors.tooMany", { limit: REVIEW_LIMITS.exemplars });
  }
  const [saved] = await db().$transaction((tx) =>
    decideRun(tx, { userId, projectId, changes: [{ ...decision, batchId }] }),
  );
  if (saved && "refused" in saved) throw saved.refused;
  if (saved?.outcome.kind !== "decided") throw new Error("a decision is decided");
  const { decided, left } = saved.outcome;
  return { batchId, decided, left };
}
