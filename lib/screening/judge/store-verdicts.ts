import "server-only";
import { db } from "#lib/server/db.ts";
import { digestOf } from "../embedders/stored-vector-queries.ts";
import { judgeMatches } from "../findings/judge-matches.ts";
import { lockThresholds } from "../lock-thresholds.ts";
import type { GreyPair } from "./judge-queries.ts";
import { greyZone } from "./judge-queries.ts";
import type { Judgement, UnknownReason } from "./judging.ts";

interface Scope {
  projectId: string;
  /** The endpoint that was asked, to which the verdicts belong. */
  endpointId: string;
  model: string;
}

/**
 * Puts verdicts in the place of former ones on the same pairs and makes the findings they give.
 * @returns false where the project has another judge by now, and nothing was stored
 */
export async function storeVerdicts(
  { projectId, endpointId, model }: Scope,
  judged: { pair: GreyPair; judgement: Judgement }[],
): Promise<boolean> {
  return db().$transaction(async (transaction) => {
    await lockThresholds(transaction, { projectId });
    if (!(await transaction.project.count({ where: { id: projectId, judgeEndpointId: endpointId } })))
      return false;
    const keys = judged.map(({ pair: { exemplarId, matchId } }) => ({ exemplarId, matchId }));
    const exemplarIds = keys.map(({ exemplarId }) => exemplarId);
    // Deleted with its run meanwhile: there is nothing to store a verdict on.
    const there = await transaction.exemplar.findMany({
      where: { id: { in: exemplarIds } },
      select: { id: true },
    });
    const ids = new Set(there.map(({ id }) => id));
    await transaction.leakVerdict.deleteMany({ where: { OR: keys } });
    await transaction.leakVerdict.createMany({
      data: judged
        .filter(({ pair }) => ids.has(pair.exemplarId))
        .map(({ pair: { exemplarId, matchId, exemplar }, judgement: { verdict, reason } }) => ({
          exemplarId,
          matchId,
          projectId,
          digest: digestOf(exemplar),
          verdict,
          reason,
          model,
        })),
    });
    await judgeMatches(transaction, { projectId, exemplarIds });
    return true;
  });
}

/** Everything that still waits for this judge is unknown, for a reason that every question would meet. */
export async function storeUnknown(
  { projectId, endpointId, model }: Scope,
  reason: UnknownReason,
): Promise<void> {
  await db().$transaction(async (transaction) => {
    await lockThresholds(transaction, { projectId });
    await transaction.$executeRaw`
      INSERT INTO "LeakVerdict" ("exemplarId", "matchId", "projectId", digest, verdict, reason, model)
      SELECT e.id, m."matchId", e."projectId", encode(sha256(convert_to(e.text, 'UTF8')), 'hex'), 'unknown', ${reason},
        ${model}
      FROM ${greyZone}
      WHERE e."projectId" = ${projectId}::uuid AND p."judgeEndpointId" = ${endpointId}::uuid
        AND e."screenedAt" IS NOT NULL AND v.verdict IS NULL
      ON CONFLICT ("exemplarId", "matchId") DO UPDATE
        SET digest = excluded.digest, verdict = excluded.verdict, reason = excluded.reason, model = excluded.model`;
    await judgeMatches(transaction, { projectId });
  });
}
