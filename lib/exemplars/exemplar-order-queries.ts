import "server-only";
import { Prisma } from "#lib/server/generated/client.ts";
import type { Cursor } from "./exemplar-pages.ts";
import type { ExemplarSort, SortKey } from "./exemplar-views.ts";

/**
 * One stretch of a sorted result that an index holds in order. A result is its segments one after another: rows with
 * a value, then rows without one, whatever the direction.
 */
export interface Segment {
  condition: Prisma.Sql;
  /** Null: within the segment rows stand by number alone. */
  key: Prisma.Sql | null;
}

const COLUMNS: Record<
  Exclude<SortKey, "label" | "number">,
  { key: Prisma.Sql; cast: Prisma.Sql; nullable: boolean }
> = {
  leak: { key: Prisma.sql`e."leakProbability"`, cast: Prisma.sql`float8`, nullable: true },
  similarity: { key: Prisma.sql`e.similarity`, cast: Prisma.sql`float8`, nullable: true },
  findings: { key: Prisma.sql`e."openFindings"`, cast: Prisma.sql`int`, nullable: false },
  decided: { key: Prisma.sql`e."decidedAt"`, cast: Prisma.sql`timestamp`, nullable: true },
};

/** Segments in the order of the sort, for every sort but by label. */
export function segmentsOf(key: Exclude<SortKey, "label">): Segment[] {
  if (key === "number") return [{ condition: Prisma.sql`TRUE`, key: null }];
  const column = COLUMNS[key];
  if (!column.nullable) return [{ condition: Prisma.sql`TRUE`, key: column.key }];
  return [
    { condition: Prisma.sql`${column.key} IS NOT NULL`, key: column.key },
    { condition: Prisma.sql`${column.key} IS NULL`, key: null },
  ];
}

/** The text of a row's sort value, as a cursor holds it. */
export function cursorValue(key: SortKey): Prisma.Sql {
  switch (key) {
    case "number":
      return Prisma.sql`NULL`;
    case "label":
      return Prisma.sql`e."labelId"::text`;
    case "decided":
      return Prisma.sql`to_char(e."decidedAt", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    default:
      return Prisma.sql`${COLUMNS[key].key}::text`;
  }
}

/** Whether a row of the cursor's own segment stands on the asked side of the cursor. */
export function besideCursor(
  sort: ExemplarSort,
  cursor: Cursor,
  side: "before" | "after",
  inclusive = false,
) {
  const rising = (sort.direction === "asc") === (side === "after");
  const operator = Prisma.raw(`${rising ? ">" : "<"}${inclusive ? "=" : ""}`);
  if (sort.key === "number" || sort.key === "label" || cursor.value === null) {
    return Prisma.sql`e.number ${operator} ${cursor.number}`;
  }
  const { key, cast } = COLUMNS[sort.key];
  return Prisma.sql`(${key}, e.number) ${operator} (${cursor.value}::text::${cast}, ${cursor.number})`;
}

/** Whether a row stands before the cursor in the whole result. `labelIds` stand in the project's order. */
export function beforeCursor(sort: ExemplarSort, cursor: Cursor, labelIds: string[]): Prisma.Sql {
  const own = besideCursor(sort, cursor, "before");
  if (sort.key === "label") {
    const inOrder = sort.direction === "asc" ? labelIds : labelIds.toReversed();
    const earlier = inOrder.slice(0, Math.max(0, inOrder.indexOf(cursor.value ?? "")));
    return Prisma.sql`(e."labelId" = ANY(${earlier}::text[]::uuid[])
      OR (e."labelId" = ${cursor.value}::text::uuid AND ${own}))`;
  }
  const segments = segmentsOf(sort.key);
  const at = cursor.value === null ? segments.length - 1 : 0;
  const earlier = segments.slice(0, at).map(({ condition }) => condition);
  const within = Prisma.sql`(${segments[at]?.condition ?? Prisma.sql`TRUE`} AND ${own})`;
  return Prisma.sql`(${Prisma.join([...earlier, within], " OR ")})`;
}
