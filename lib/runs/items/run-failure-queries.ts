import "server-only";
import { db } from "#lib/server/db.ts";
import type { FailureGroup, ItemFailureCode } from "../runs.ts";

const EXAMPLES_A_REASON = 3;
const REPLY_EXCERPT = 600;

/** Why items of a run failed, the most frequent reason first, each with a few examples. */
export async function listFailures(runId: string): Promise<FailureGroup[]> {
  const groups = await db().$queryRaw<{ code: ItemFailureCode; count: number; first: number[] }[]>`
    SELECT coalesce("errorCode", 'malformedReply') AS code, count(*)::int AS count,
      (array_agg(position ORDER BY position))[1:${EXAMPLES_A_REASON}::int] AS first
    FROM "RunItem" WHERE "runId" = ${runId}::uuid AND state = 'failed'
    GROUP BY 1 ORDER BY 2 DESC, 1`;
  const examples = await db().runItem.findMany({
    where: { runId, position: { in: groups.flatMap(({ first }) => first) } },
    orderBy: { position: "asc" },
    select: { position: true, error: true, reply: true },
  });
  return groups.map(({ code, count, first }) => ({
    code,
    count,
    examples: examples
      .filter(({ position }) => first.includes(position))
      .map(({ position, error, reply }) => ({
        position,
        detail: error ?? "",
        reply: reply?.slice(0, REPLY_EXCERPT) ?? null,
      })),
  }));
}
