import "server-only";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { allOf, type FilterScope, filterConditions } from "./exemplar-filter-queries.ts";
import type { SlotCounts } from "./exemplars.ts";

/** The values listed of each slot, the most frequent first. */
const LISTED_VALUES = 50;

/** What the slots of the prompts were filled with. A slot's counts follow the whole filter but its own values. */
export async function countSlots(scope: FilterScope): Promise<SlotCounts[]> {
  const conditions = await filterConditions(scope);
  const chosen = [...new Set(scope.filter.entries.map(({ slot }) => slot))];
  const others = await countWhere(allOf(conditions), Prisma.sql`NOT (s.key = ANY(${chosen}::text[]))`);
  const own = [];
  for (const slot of chosen) {
    own.push(...(await countWhere(allOf(conditions, `slot ${slot}`), Prisma.sql`s.key = ${slot}`)));
  }
  return [...own, ...others];
}

async function countWhere(where: Prisma.Sql, slots: Prisma.Sql): Promise<SlotCounts[]> {
  const rows = await db().$queryRaw<{ slot: string; value: string; count: number; values: number }[]>`
    SELECT slot, value, count, values FROM (
      SELECT s.key AS slot, s.value, count(*)::int AS count,
        row_number() OVER (PARTITION BY s.key ORDER BY count(*) DESC, s.value) AS rank,
        (count(*) OVER (PARTITION BY s.key))::int AS values
      FROM "Exemplar" e JOIN "RunItem" i ON i.id = e."runItemId" CROSS JOIN LATERAL jsonb_each_text(i.slots) s
      WHERE ${where} AND ${slots} GROUP BY s.key, s.value
    ) v WHERE rank <= ${LISTED_VALUES} ORDER BY slot, rank`;
  return [...Map.groupBy(rows, ({ slot }) => slot)].map(([slot, found]) => ({
    slot,
    values: found.map(({ value, count }) => ({ value, count })),
    more: (found[0]?.values ?? 0) - found.length,
  }));
}
