import "server-only";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { allOf, type FilterScope, filterConditions } from "../exemplar-filter-queries.ts";
import type { SlotCounts } from "../exemplars.ts";
import { type Slices, slicesOf } from "./exemplar-slice-queries.ts";

/** The values listed of each slot, the most frequent first. */
const LISTED_VALUES = 50;

/** What the slots of the prompts were filled with. A slot's counts follow the whole filter but its own values. Throws as `countExemplars`. */
export async function countSlots(scope: FilterScope & { signal?: AbortSignal }): Promise<SlotCounts[]> {
  const conditions = await filterConditions(scope);
  const chosen = [...new Set(scope.filter.entries.map(({ slot }) => slot))];
  const slices = await slicesOf(scope);
  const counts = await countValues(
    allOf(conditions),
    Prisma.sql`NOT (s.key = ANY(${chosen}::text[]))`,
    slices,
  );
  for (const slot of chosen) {
    const own = await countValues(allOf(conditions, `slot ${slot}`), Prisma.sql`s.key = ${slot}`, slices);
    for (const [name, values] of own) counts.set(name, values);
  }
  return [...counts]
    .map(([slot, values]) => {
      const sorted = [...values].map(([value, count]) => ({ value, count })).sort(frequentFirst);
      return {
        slot,
        values: sorted.slice(0, LISTED_VALUES),
        more: Math.max(0, sorted.length - LISTED_VALUES),
      };
    })
    .sort((a, b) => (a.slot < b.slot ? -1 : 1));
}

type Value = SlotCounts["values"][number];

const frequentFirst = (a: Value, b: Value) => b.count - a.count || (a.value < b.value ? -1 : 1);

/** How many exemplars hold each value, by slot and value. */
async function countValues(where: Prisma.Sql, slots: Prisma.Sql, slices: Slices) {
  const counts = new Map<string, Map<string, number>>();
  for (const slice of slices) {
    const rows = await db().$queryRaw<{ slot: string; value: string; count: number }[]>`
      SELECT s.key AS slot, s.value, count(*)::int AS count
      FROM "Exemplar" e JOIN "RunItem" i ON i.id = e."runItemId" CROSS JOIN LATERAL jsonb_each_text(i.slots) s
      WHERE ${where} ${slice} AND ${slots} GROUP BY s.key, s.value`;
    for (const { slot, value, count } of rows) {
      const values = counts.get(slot) ?? new Map<string, number>();
      counts.set(slot, values.set(value, (values.get(value) ?? 0) + count));
    }
  }
  return counts;
}
