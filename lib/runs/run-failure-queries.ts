import "server-only";
import { db } from "#lib/server/db.ts";
import type { FailureGroup, ItemFailureCode } from "./runs.ts";

const EXAMPLES_A_REASON = 3;
const REPLY_EXCERPT = 600;

/** Why items of a run failed, the most frequent reason first, each with a few examples. */
export async function listFailures(runId: string): Promise<FailureGroup[]> {
  const groups = await db().runItem.groupBy({
    by: ["errorCode"],
    where: { runId, state: "failed" },
    _count: true,
  });
  const withExamples = await Promise.all(
    groups.map(async ({ errorCode, _count: count }) => {
      const examples = await db().runItem.findMany({
        where: { runId, state: "failed", errorCode },
        orderBy: { position: "asc" },
        take: EXAMPLES_A_REASON,
        select: { position: true, error: true, reply: true },
      });
      return {
        code: (errorCode ?? "malformedReply") as ItemFailureCode,
        count,
        examples: examples.map(({ position, error, reply }) => ({
          position,
          detail: error ?? "",
          reply: reply?.slice(0, REPLY_EXCERPT) ?? null,
        })),
      };
    }),
  );
  return withExamples.sort((a, b) => b.count - a.count);
}
