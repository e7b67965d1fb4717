import "server-only";
import { db } from "#lib/server/db.ts";
import { type AskedRun, ownRun } from "../own-run.ts";
import type { RunOutcome } from "./run-items.ts";

/** What screening says of what a run produced. @throws UserError not-found */
export async function getRunOutcome(asked: AskedRun): Promise<RunOutcome> {
  const { id: runId } = await ownRun(asked);
  const [outcome] = await db().$queryRaw<RunOutcome[]>`
    SELECT count(*)::int AS produced, count(exemplar."screenedAt")::int AS screened,
      count(found.id) FILTER (WHERE found.duplicate AND exemplar."screenedAt" IS NOT NULL)::int AS duplicates,
      count(found.id) FILTER (WHERE found.leak AND exemplar."screenedAt" IS NOT NULL)::int AS leaks
    FROM "Exemplar" AS exemplar LEFT JOIN (
      SELECT finding."exemplarId" AS id, bool_or(finding.kind = 'duplicate') AS duplicate,
        bool_or(finding.kind IN ('exactLeak', 'nearLeak', 'semanticLeak')) AS leak
      FROM "Finding" AS finding JOIN "Exemplar" AS one ON one.id = finding."exemplarId"
      WHERE one."runId" = ${runId}::uuid GROUP BY 1
    ) AS found ON found.id = exemplar.id
    WHERE exemplar."runId" = ${runId}::uuid`;
  return outcome ?? { produced: 0, screened: 0, duplicates: 0, leaks: 0 };
}
