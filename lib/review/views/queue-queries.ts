import "server-only";
import { inProject } from "#lib/exemplars/exemplar-filter-queries.ts";
import { LEAK_KINDS } from "#lib/exemplars/exemplars.ts";
import { db } from "#lib/server/db.ts";
import { QUEUE_IDS, type QueueCounts, type QueueId } from "./queues.ts";

type LabelCounts = Record<QueueId | "accepted", number> & { labelId: string };

/** How many exemplars stand in each queue, in one pass over the project's exemplars and one over its findings. */
export async function listQueueCounts({
  userId,
  projectId,
}: {
  userId: string;
  projectId: string;
}): Promise<QueueCounts> {
  const labels = await db().$queryRaw<LabelCounts[]>`
    SELECT g.* FROM (
      SELECT e."labelId",
        count(*)::int AS "all",
        count(*) FILTER (WHERE e.status = 'accepted')::int AS accepted,
        count(*) FILTER (WHERE e.status = 'pending')::int AS attention,
        count(*) FILTER (WHERE e.status = 'pending')::int AS "leastLabel",
        count(*) FILTER (WHERE e.status = 'pending' AND e."screenedAt" IS NOT NULL AND f."exemplarId" IS NULL
          AND e."suggestedLabelId" = e."intendedLabelId")::int AS "quickAccepts",
        count(*) FILTER (WHERE e.status <> 'rejected' AND f.leaks)::int AS leaks,
        count(*) FILTER (WHERE e.status <> 'rejected' AND f.conflicts)::int AS "labelConflicts",
        count(*) FILTER (WHERE e.status = 'pending'
          AND e."suggestedLabelId" <> e."intendedLabelId")::int AS disagreements,
        count(*) FILTER (WHERE e.flagged)::int AS flagged,
        count(*) FILTER (WHERE e.status = 'pending' AND e.text <> e."originalText")::int AS edited
      FROM "Exemplar" e
      LEFT JOIN (
        SELECT "exemplarId",
          bool_or(state = 'open' AND kind = ANY(${[...LEAK_KINDS]}::text[]::"FindingKind"[])) AS leaks,
          bool_or(state = 'open' AND kind = 'labelConflict') AS conflicts
        FROM "Finding" WHERE "projectId" = ${projectId}::uuid GROUP BY "exemplarId"
      ) f ON f."exemplarId" = e.id
      WHERE ${inProject({ userId, projectId })}
      GROUP BY e."labelId"
    ) g JOIN "Label" l ON l.id = g."labelId" ORDER BY l.position, l.id`;
  const least = labels
    .filter(({ leastLabel }) => leastLabel > 0)
    .reduce<LabelCounts | null>(
      (fewest, label) => (fewest && fewest.accepted <= label.accepted ? fewest : label),
      null,
    );
  const counts = Object.fromEntries(
    QUEUE_IDS.map((id) => [id, labels.reduce((sum, label) => sum + label[id], 0)]),
  ) as QueueCounts["counts"];
  return {
    counts: { ...counts, leastLabel: least?.leastLabel ?? 0 },
    leastLabelId: least?.labelId ?? null,
  };
}
