import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import type { Decision } from "../review.ts";
import { recordManyChanges } from "./record-changes.ts";

interface OneDecision {
  userId: string;
  projectId: string;
  batchId: string;
  decision: Decision;
  /** A SELECT of the exemplars, with the columns id and position: their order in the log. */
  chosen: Prisma.Sql;
}

/**
 * Makes one decision on the exemplars chosen, in one statement. Passed over are those that are that way already, those
 * not screened where they were to be accepted, and those without a suggestion where it was to be taken. The caller has
 * locked the exemplars, and for a relabelling (`isRelabelling`) first `lockThresholds`, then the exemplars with
 * `lockWithLikes`, has seen that the label is one of the project, and calls `judgeRelabelled` afterwards.
 */
export async function applyDecision(
  tx: Transaction,
  { userId, projectId, batchId, decision, chosen }: OneDecision,
): Promise<{ changed: number }> {
  const labelId = decision.kind === "relabel" ? decision.labelId : null;
  const changed = await applyDecisions(tx, {
    userId,
    projectId,
    chosen: Prisma.sql`SELECT c.id, c.position, ${batchId}::text::uuid AS "batchId", ${decision.kind}::text AS kind,
      ${labelId}::text::uuid AS "labelId" FROM (${chosen}) c`,
  });
  return { changed };
}

interface Decisions {
  userId: string;
  projectId: string;
  /** A SELECT with the columns id, position, "batchId", kind (of `Decision`), and "labelId" for a relabelling. */
  chosen: Prisma.Sql;
}

/** As `applyDecision`, with a decision for each exemplar. */
export async function applyDecisions(
  tx: Transaction,
  { userId, projectId, chosen }: Decisions,
): Promise<number> {
  const at = new Date();
  return recordManyChanges(tx, {
    userId,
    projectId,
    at,
    made: Prisma.sql`
      SELECT f."exemplarId", f.position, f."batchId", NULL::uuid AS "undoesId", NULL::uuid AS "redoesId",
        CASE f.kind WHEN 'suggestion' THEN 'relabel' ELSE f.kind END AS kind,
        f.status AS "fromStatus", f."toStatus", f."labelId" AS "fromLabelId", f."toLabelId", f."toFlagged",
        NULL::text AS "fromText", NULL::text AS "toText",
        CASE WHEN f.kind IN ('flag', 'unflag', 'confirm') THEN f."decidedAt"
          WHEN f."toStatus" = 'pending' THEN NULL ELSE ${at}::timestamp END AS "decidedAt",
        CASE WHEN f.kind IN ('flag', 'unflag', 'confirm') THEN f."decidedById" ELSE ${userId}::uuid END AS "decidedById"
      FROM (
        SELECT e.id AS "exemplarId", c.position, c."batchId", c.kind, e.status, e."labelId", e.flagged,
          e."screenedAt", e."decidedAt", e."decidedById",
          CASE c.kind WHEN 'accept' THEN 'accepted'::"ExemplarStatus" WHEN 'reject' THEN 'rejected'::"ExemplarStatus"
            WHEN 'reopen' THEN 'pending'::"ExemplarStatus" ELSE e.status END AS "toStatus",
          CASE c.kind WHEN 'relabel' THEN c."labelId" WHEN 'suggestion' THEN e."suggestedLabelId"
            ELSE e."labelId" END AS "toLabelId",
          CASE c.kind WHEN 'flag' THEN TRUE WHEN 'unflag' THEN FALSE ELSE e.flagged END AS "toFlagged"
        FROM (${chosen}) c JOIN "Exemplar" e ON e.id = c.id
        WHERE e."projectId" = ${projectId}::uuid
      ) f
      WHERE (f.kind = 'confirm' OR f."toStatus" <> f.status OR f."toLabelId" <> f."labelId" OR f."toFlagged" <> f.flagged)
        AND (f.kind <> 'accept' OR f."screenedAt" IS NOT NULL)`,
  });
}

/** Whether the decision gives labels, on which other exemplars' findings may hang. */
export function isRelabelling({ kind }: Pick<Decision, "kind">): boolean {
  return kind === "relabel" || kind === "suggestion";
}
