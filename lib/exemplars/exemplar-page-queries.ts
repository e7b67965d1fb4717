import "server-only";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { besideCursor, cursorValue, type Order, segmentsOf } from "./exemplar-order-queries.ts";
import type { Cursor } from "./exemplar-pages.ts";

export interface PlacedId extends Cursor {
  id: string;
}

interface Walk {
  /** Condition on `"Exemplar" e`. */
  where: Prisma.Sql;
  order: Order;
  cursor: Cursor | null;
  /** The row at the cursor belongs to the walk. */
  inclusive?: boolean;
  side: "before" | "after";
  skip?: number;
  limit: number;
}

/** From how many rows to skip on a segment is counted first. */
const FAR = 10_000;

/** Ids on one side of the cursor, in the order of the walk: a walk towards `before` gives the nearest row first. */
export async function walkIds(walk: Walk): Promise<PlacedId[]> {
  return walk.order.sort.key === "label" ? walkLabels(walk) : walkSegments(walk);
}

async function walkSegments(walk: Walk): Promise<PlacedId[]> {
  const { where, order, cursor, side, inclusive, limit } = walk;
  const rising = (order.sort.direction === "asc") === (side === "after");
  const direction = Prisma.raw(rising ? "ASC" : "DESC");
  const segments = segmentsOf(order);
  const own = cursor?.value === null ? segments.length - 1 : 0;
  const route = side === "after" ? segments.slice(own) : segments.slice(0, own + 1).reverse();
  const found: PlacedId[] = [];
  let skip = walk.skip ?? 0;
  for (const [step, segment] of route.entries()) {
    const beside = cursor && step === 0 ? besideCursor(order, cursor, side, inclusive) : Prisma.sql`TRUE`;
    const here = Prisma.sql`${where} AND ${segment.condition} AND ${beside}`;
    // To count a segment costs less than to walk through all of it in its order.
    if (skip > FAR && step < route.length - 1) {
      const rows = await countRows(here);
      if (rows <= skip) {
        skip -= rows;
        continue;
      }
    }
    const by = segment.key
      ? Prisma.sql`${segment.key} ${direction}, e.number ${direction}`
      : Prisma.sql`e.number ${direction}`;
    const rows = await db().$queryRaw<PlacedId[]>`
      SELECT e.id, e.number, ${cursorValue(order)} AS value FROM "Exemplar" e
      WHERE ${here} ORDER BY ${by} LIMIT ${limit - found.length} OFFSET ${skip}`;
    found.push(...rows);
    if (found.length >= limit || step === route.length - 1) break;
    // Only what this segment did not have is left to skip in the next.
    if (skip > 0 && rows.length === 0) skip -= await countRows(here);
    else skip = 0;
  }
  return found;
}

/** By label, each label's rows come from the index of that label, so that no sort of the whole result is needed. */
async function walkLabels({ where, order, cursor, inclusive, side, skip = 0, limit }: Walk) {
  const falling = order.sort.direction === "desc";
  const direction = Prisma.raw(falling === (side === "after") ? "DESC" : "ASC");
  const inOrder = falling === (side === "after") ? order.labelIds.toReversed() : order.labelIds;
  const left = cursor ? inOrder.slice(Math.max(0, inOrder.indexOf(cursor.value ?? ""))) : inOrder;
  const beside = cursor
    ? Prisma.sql`(l.id <> ${cursor.value}::text::uuid OR ${besideCursor(order, cursor, side, inclusive)})`
    : Prisma.sql`TRUE`;
  return db().$queryRaw<PlacedId[]>`
    SELECT p.id, p.number, l.id::text AS value
    FROM unnest(${left}::text[]::uuid[]) WITH ORDINALITY AS l(id, rank)
    CROSS JOIN LATERAL (
      SELECT e.id, e.number FROM "Exemplar" e
      WHERE ${where} AND e."labelId" = l.id AND ${beside}
      ORDER BY e.number ${direction} LIMIT ${limit + skip}
    ) p
    ORDER BY l.rank, p.number ${direction} LIMIT ${limit} OFFSET ${skip}`;
}

export async function countRows(where: Prisma.Sql): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Exemplar" e WHERE ${where}`;
  return row?.count ?? 0;
}
