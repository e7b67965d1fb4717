import "server-only";
import { Prisma } from "#lib/server/generated/client.ts";
import type { Cursor } from "./exemplar-pages.ts";
import type { ExemplarSort, SortKey } from "./exemplar-views.ts";

/** The order of a result. */
export interface Order {
  sort: ExemplarSort;
  /** Labels of the project in their order; used by the sort by label. */
  labelIds: string[];
  /** Ids of exemplars, the likest first; used by the sort by likeness. */
  alike: readonly string[];
}

/**
 * One stretch of a sorted result that an index holds in order. A result is its segments one after another: rows with
 * a value, then rows without one, whatever the direction.
 */
export interface Segment {
  condition: Prisma.Sql;
  /** Null: within the segment rows stand by number alone. */
  key: Prisma.Sql | null;
}

/**
 * How much there is to look at in a pending exemplar, in [0, 1): the probability that at least one of four doubts,
 * taken for independent, is right. An uncertain leak (4p(1 − p), highest where the calibrated p is a half, at most
 * 0.8); an open finding (a half); a flag (a half); and a label that is wrong, which is what the suggestion's
 * calibrated probability leaves where it agrees, at least that where it differs, and a quarter where none is made.
 * What is decided has none. An index of the migration holds this very expression.
 */
const ATTENTION = Prisma.sql`(1 - (1 - 3.2 * coalesce(e."leakProbability" * (1 - e."leakProbability"), 0::float8))
  * CASE WHEN e."openFindings" > 0 THEN 0.5::float8 ELSE 1 END
  * CASE WHEN e.flagged THEN 0.5::float8 ELSE 1 END
  * CASE WHEN e."suggestedLabelId" IS NULL THEN 0.75::float8
      WHEN e."suggestedLabelId" = e."labelId" THEN e."suggestionScore"
      ELSE least(e."suggestionScore", 1 - e."suggestionScore") END)`;

type ColumnKey = Exclude<SortKey, "label" | "number">;

interface Column {
  key: Prisma.Sql;
  cast: Prisma.Sql;
  /** Which rows have a value, and which have none; absent where all have one. The indexes hold only the former. */
  held?: { some: Prisma.Sql; none: Prisma.Sql };
}

const notNull = (key: Prisma.Sql) => ({
  key,
  held: { some: Prisma.sql`${key} IS NOT NULL`, none: Prisma.sql`${key} IS NULL` },
});

const COLUMNS: Record<Exclude<ColumnKey, "likeness">, Column> = {
  attention: {
    key: ATTENTION,
    cast: Prisma.sql`float8`,
    held: {
      some: Prisma.sql`e.status = 'pending'::"ExemplarStatus"`,
      none: Prisma.sql`e.status <> 'pending'::"ExemplarStatus"`,
    },
  },
  leak: { ...notNull(Prisma.sql`e."leakProbability"`), cast: Prisma.sql`float8` },
  similarity: { ...notNull(Prisma.sql`e.similarity`), cast: Prisma.sql`float8` },
  judge: { ...notNull(Prisma.sql`e."judgeScore"`), cast: Prisma.sql`int` },
  findings: { key: Prisma.sql`e."openFindings"`, cast: Prisma.sql`int` },
  /** How sure the suggestion is, where it is the intended label and nothing is decided yet. */
  agreement: {
    key: Prisma.sql`e."suggestionScore"`,
    cast: Prisma.sql`float8`,
    held: {
      some: Prisma.sql`(e.status = 'pending'::"ExemplarStatus" AND e."suggestedLabelId" = e."intendedLabelId")`,
      none: Prisma.sql`(e.status <> 'pending'::"ExemplarStatus"
        OR (e."suggestedLabelId" = e."intendedLabelId") IS NOT TRUE)`,
    },
  },
  length: { key: Prisma.sql`length(e.text)`, cast: Prisma.sql`int` },
  group: { ...notNull(Prisma.sql`e."groupId"`), cast: Prisma.sql`uuid` },
  decided: { ...notNull(Prisma.sql`e."decidedAt"`), cast: Prisma.sql`timestamp` },
};

function columnOf(key: ColumnKey, alike: readonly string[]): Column {
  if (key !== "likeness") return COLUMNS[key];
  return { key: Prisma.sql`array_position(${alike}::text[]::uuid[], e.id)`, cast: Prisma.sql`int` };
}

/** Segments in the order of the sort, for every sort but by label. */
export function segmentsOf({ sort: { key }, alike }: Order): Segment[] {
  if (key === "number" || key === "label") return [{ condition: Prisma.sql`TRUE`, key: null }];
  const column = columnOf(key, alike);
  if (!column.held) return [{ condition: Prisma.sql`TRUE`, key: column.key }];
  return [
    { condition: column.held.some, key: column.key },
    { condition: column.held.none, key: null },
  ];
}

/** The text of a row's sort value, as a cursor holds it. */
export function cursorValue({ sort: { key }, alike }: Order): Prisma.Sql {
  switch (key) {
    case "number":
      return Prisma.sql`NULL`;
    case "label":
      return Prisma.sql`e."labelId"::text`;
    case "decided":
      return Prisma.sql`to_char(e."decidedAt", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    default: {
      const { key: value, held } = columnOf(key, alike);
      return held ? Prisma.sql`CASE WHEN ${held.some} THEN ${value}::text END` : Prisma.sql`${value}::text`;
    }
  }
}

/** Whether a row of the cursor's own segment stands on the asked side of the cursor. */
export function besideCursor(
  { sort, alike }: Order,
  cursor: Cursor,
  side: "before" | "after",
  inclusive = false,
): Prisma.Sql {
  const rising = (sort.direction === "asc") === (side === "after");
  const operator = Prisma.raw(`${rising ? ">" : "<"}${inclusive ? "=" : ""}`);
  if (sort.key === "number" || sort.key === "label" || cursor.value === null) {
    return Prisma.sql`e.number ${operator} ${cursor.number}`;
  }
  const { key, cast } = columnOf(sort.key, alike);
  return Prisma.sql`(${key}, e.number) ${operator} (${cursor.value}::text::${cast}, ${cursor.number})`;
}

/** Whether a row stands before the cursor in the whole result. */
export function beforeCursor(order: Order, cursor: Cursor): Prisma.Sql {
  const own = besideCursor(order, cursor, "before");
  const { sort, labelIds } = order;
  if (sort.key === "label") {
    const inOrder = sort.direction === "asc" ? labelIds : labelIds.toReversed();
    const earlier = inOrder.slice(0, Math.max(0, inOrder.indexOf(cursor.value ?? "")));
    return Prisma.sql`(e."labelId" = ANY(${earlier}::text[]::uuid[])
      OR (e."labelId" = ${cursor.value}::text::uuid AND ${own}))`;
  }
  const segments = segmentsOf(order);
  const at = cursor.value === null ? segments.length - 1 : 0;
  const earlier = segments.slice(0, at).map(({ condition }) => condition);
  const within = Prisma.sql`(${segments[at]?.condition ?? Prisma.sql`TRUE`} AND ${own})`;
  return Prisma.sql`(${Prisma.join([...earlier, within], " OR ")})`;
}
