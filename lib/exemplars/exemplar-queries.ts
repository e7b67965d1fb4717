import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { allOf, type FilterScope, filterConditions, inProject } from "./exemplar-filter-queries.ts";
import { beforeCursor, cursorValue, type Order } from "./exemplar-order-queries.ts";
import { countRows, type PlacedId, walkIds } from "./exemplar-page-queries.ts";
import {
  type Cursor,
  type ExemplarPage,
  type PageRequest,
  readCursor,
  writeCursor,
} from "./exemplar-pages.ts";
import { rowsWhere } from "./exemplar-row-queries.ts";
import { DEFAULT_SORT, type ExemplarView } from "./exemplar-views.ts";
import { EXEMPLAR_LIMITS, type ExemplarRow, isId } from "./exemplars.ts";

interface Scope {
  userId: string;
  projectId: string;
}

/** One page of the project's exemplars. Pages that go on from a cursor cost the same wherever they stand. */
export async function listExemplars({
  userId,
  projectId,
  filter,
  sort,
  alike,
  page,
}: FilterScope & ExemplarView & { page: PageRequest }): Promise<ExemplarPage> {
  const where = allOf(await filterConditions({ userId, projectId, filter, alike }));
  const limit = EXEMPLAR_LIMITS.pageRows;
  const labelIds = sort.key === "label" && isId(projectId) ? await orderedLabelIds(projectId) : [];
  const order: Order = {
    sort: sort.key === "likeness" && filter.like === null ? DEFAULT_SORT : sort,
    labelIds,
    alike: alike ?? [],
  };
  const walk = { where, order };

  if (page.from === "after" || page.from === "before") {
    const cursor = readCursor(page.cursor, order.sort.key);
    if (!cursor) throw new UserError("invalid", "review.errors.cursor");
    const found = await walkIds({ ...walk, cursor, side: page.from, limit: limit + 1 });
    const more = found.length > limit;
    const ids = found.slice(0, limit);
    if (page.from === "before") ids.reverse();
    const edges =
      page.from === "after" ? { hasBefore: true, hasAfter: more } : { hasBefore: more, hasAfter: true };
    return pageOf(ids, { ...edges, start: null, place: null });
  }

  const place = page.from === "around" ? await cursorAt({ userId, projectId }, order, page.number) : null;
  const skip = page.from === "index" ? page.index : 0;
  const after = await walkIds({
    ...walk,
    cursor: place,
    inclusive: true,
    side: "after",
    skip,
    limit: limit + 1,
  });
  // One row more than is shown tells whether there are further ones.
  const before = place ? await walkIds({ ...walk, cursor: place, side: "before", limit: limit + 1 }) : [];
  const shown = before.slice(0, limit).reverse();
  const preceding = place ? await countRows(Prisma.sql`${where} AND ${beforeCursor(order, place)}`) : skip;
  return pageOf([...shown, ...after.slice(0, limit)], {
    hasBefore: place ? before.length > limit : skip > 0,
    hasAfter: after.length > limit,
    start: preceding - shown.length,
    place: preceding,
  });
}

/** Rows by their numbers, in no order: for rows whose state may have changed while they stand on a screen. */
export async function listExemplarsByNumber({
  userId,
  projectId,
  numbers,
}: Scope & { numbers: number[] }): Promise<ExemplarRow[]> {
  const asked = numbers.slice(0, EXEMPLAR_LIMITS.pageRows);
  return rowsWhere(Prisma.sql`${inProject({ userId, projectId })} AND e.number = ANY(${asked}::int[])`);
}

/** @throws not-found */
export async function getExemplar({
  userId,
  projectId,
  exemplarId,
}: Scope & { exemplarId: string }): Promise<ExemplarRow> {
  const [row] = isId(exemplarId)
    ? await rowsWhere(Prisma.sql`${inProject({ userId, projectId })} AND e.id = ${exemplarId}::uuid`)
    : [];
  if (!row) throw new UserError("not-found", "review.errors.exemplarMissing");
  return row;
}

async function orderedLabelIds(projectId: string): Promise<string[]> {
  const labels = await db().label.findMany({
    where: { projectId },
    select: { id: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  return labels.map(({ id }) => id);
}

/** Where a numbered exemplar stands in a sort, whether or not the filter has it. */
async function cursorAt({ userId, projectId }: Scope, order: Order, number: number): Promise<Cursor | null> {
  const [cursor] = await db().$queryRaw<Cursor[]>`
    SELECT e.number, ${cursorValue(order)} AS value FROM "Exemplar" e
    WHERE ${inProject({ userId, projectId })} AND e.number = ${number}`;
  // What is not like the other one has no place among those that are.
  return order.sort.key === "likeness" && cursor?.value === null ? null : (cursor ?? null);
}

async function pageOf(
  ids: PlacedId[],
  edges: Pick<ExemplarPage, "hasBefore" | "hasAfter" | "start" | "place">,
) {
  const rows = ids.length === 0 ? [] : await rowsWhere(inIds(ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const [first, last] = [ids.at(0), ids.at(-1)];
  return {
    rows: ids.map(({ id }) => byId.get(id)).filter((row) => row !== undefined),
    first: first ? writeCursor(first) : null,
    last: last ? writeCursor(last) : null,
    ...edges,
  };
}

const inIds = (ids: PlacedId[]) => Prisma.sql`e.id = ANY(${ids.map(({ id }) => id)}::text[]::uuid[])`;
