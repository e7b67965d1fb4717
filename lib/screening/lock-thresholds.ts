import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import type { ScreeningThresholds } from "./screening.ts";

/**
 * The project's thresholds, which nobody changes until the transaction ends; nor does anybody import a set. Whoever
 * only points at the project, as a decision does, need not wait.
 * @throws UserError not-found, also where the project is not the user's
 */
export async function lockThresholds(
  transaction: Transaction,
  { projectId, userId = null }: { projectId: string; userId?: string | null },
): Promise<ScreeningThresholds> {
  const [thresholds] = await transaction.$queryRaw<ScreeningThresholds[]>`
    SELECT "leakThreshold" AS leak, "duplicateThreshold" AS duplicate, "cosineThreshold" AS cosine,
      "wordEditThreshold" AS "wordEdit"
    FROM "Project"
    WHERE id = ${projectId}::uuid AND (${userId}::text IS NULL OR "ownerId" = ${userId}::text::uuid)
    FOR NO KEY UPDATE`;
  if (!thresholds) throw new UserError("not-found", "projects.errors.notFound");
  return thresholds;
}
