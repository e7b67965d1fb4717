import "server-only";
import { type Slices, slicesOf } from "#lib/exemplars/counts/exemplar-slice-queries.ts";
import { inProject } from "#lib/exemplars/exemplar-filter-queries.ts";
import { LEAK_KINDS } from "#lib/exemplars/exemplars.ts";
import { db } from "#lib/server/db.ts";
import { QUEUE_IDS, type QueueCounts } from "./queues.ts";

const COUNTED = [...QUEUE_IDS, "accepted"] as const;
type LabelCounts = Record<(typeof COUNTED)[number], number> & { labelId: string };

/**
 * How many exemplars stand in each queue, in one pass over the project's exemplars and their findings.
 * @throws the reason of `signal`, once nobody waits for the counts of a large project any more
 */
export async function listQueueCounts(scope: {
  userId: string;
  projectId: string;
  signal?: AbortSignal;
}): Promise<QueueCounts> {
  const labels = await countByLabel(scope, await slicesOf(scope));
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

/** In the order of the labels. */
async function countByLabel(
  scope: { userId: string; projectId: string },
  slices: Slices,
): Promise<LabelCounts[]> {
  const labels = new Map<string, LabelCounts>();
  for (const slice of slices) {
    const counted = await db().$queryRaw<LabelCounts[]>`
      WITH e AS (SELECT e.* FROM "Exemplar" e WHERE ${inProject(scope)} ${slice})
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
      FROM e
      LEFT JOIN (
        SELECT "exemplarId",
          bool_or(state = 'open' AND kind = ANY(${[...LEAK_KINDS]}::text[]::"FindingKind"[])) AS leaks,
          bool_or(state = 'open' AND kind IN ('labelConflict', 'labelDisagreement')) AS conflicts
        FROM "Finding" WHERE "exemplarId" IN (SELECT id FROM e) GROUP BY "exemplarId"
      ) f ON f."exemplarId" = e.id
      GROUP BY e."labelId"`;
    for (const { labelId, ...counts } of counted) {
      const before = labels.get(labelId);
      labels.set(labelId, before ? added(before, counts) : { labelId, ...counts });
    }
  }
  const order = await db().label.findMany({
    where: { projectId: scope.projectId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  return order.flatMap(({ id }) => labels.get(id) ?? []);
}

function added(before: LabelCounts, more: Omit<LabelCounts, "labelId">): LabelCounts {
  const counts = COUNTED.map((id) => [id, before[id] + more[id]]);
  return { ...(Object.fromEntries(counts) as typeof more), labelId: before.labelId };
}
