import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import type { LeftExemplar } from "../changes.ts";
import type { DecisionKind } from "../review.ts";

type Newest = NonNullable<LeftExemplar["newest"]>;

/** By exemplar: what was done with it last, by whom and when; those with which nothing was done are absent. */
export async function newestDecisions(
  tx: Transaction,
  exemplarIds: readonly string[],
): Promise<Map<string, Newest>> {
  if (exemplarIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ id: string; kind: DecisionKind; by: string; at: Date }[]>`
    SELECT a.id::text AS id, d.kind::text AS kind, u.name AS by, d."createdAt" AS at
    FROM unnest(${exemplarIds}::text[]::uuid[]) AS a(id)
    CROSS JOIN LATERAL (
      SELECT n.kind, n."userId", n."createdAt" FROM "Decision" n WHERE n."exemplarId" = a.id
      ORDER BY n.sequence DESC LIMIT 1
    ) d
    JOIN "User" u ON u.id = d."userId"`;
  return new Map(rows.map(({ id, kind, by, at }) => [id, { kind, by, at: at.toISOString() }]));
}
