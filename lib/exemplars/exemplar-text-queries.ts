import "server-only";
import { performance } from "node:perf_hooks";
import { database, db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { sqlState } from "#lib/server/violations.ts";
import type { ExemplarFilter } from "./exemplar-views.ts";
import { isId } from "./exemplars.ts";
import { patternProblem, readWords } from "./text-search.ts";

/** How long a regular expression may be searched for. */
const PATTERN_MS = 2000;
/** How long the embedded database's one session is held at a time. */
const SLICE_MS = 50;
const SLICE_ROWS = 20_000;
/** Up to so many are looked up one by one; beyond that every row is looked up among them. */
const FEW = 2000;
const REMEMBERED = 8;

interface Scope {
  userId: string;
  projectId: string;
  filter: ExemplarFilter;
}

/** A bit for every number of the project, from the lowest bit of the first byte on. */
interface Matches {
  bits: Uint8Array<ArrayBuffer>;
  count: number;
}

/** Searches by project, query and state of the texts: a page, its counts and the pages after it search once. */
const searches = new Map<string, Promise<Matches>>();

/**
 * The condition on `"Exemplar" e` that its text fits; null where nothing is searched for. All texts of the project
 * are searched now, slice by slice, so that others are answered in between.
 * @throws invalid, where a regular expression is refused or takes too long
 */
export async function textCondition({ userId, projectId, filter }: Scope): Promise<Prisma.Sql | null> {
  const query = filter.text.trim();
  const fits = fitsOf(filter.textMode, query);
  if (!fits) return null;
  const version = isId(projectId) ? await textVersion(userId, projectId) : null;
  if (!version) return Prisma.sql`FALSE`;
  const key = JSON.stringify([projectId, version, filter.textMode, query]);
  const known = searches.get(key);
  const search = known ?? searchTexts(projectId, fits, version.last, filter.textMode === "regex");
  searches.delete(key);
  searches.set(key, search);
  for (const old of [...searches.keys()].slice(0, -REMEMBERED)) searches.delete(old);
  try {
    return isAmong(await search);
  } catch (error) {
    searches.delete(key);
    throw error;
  }
}

/** What the texts of a project depend on: its newest exemplar, and the newest decision that changed a text. */
async function textVersion(userId: string, projectId: string) {
  const [version] = await db().$queryRaw<{ last: number; edit: string | null }[]>`
    SELECT "lastExemplarNumber" AS last, (
      SELECT max(sequence)::text FROM "Decision" WHERE "projectId" = ${projectId}::uuid AND "toText" IS NOT NULL
    ) AS edit
    FROM "Project" WHERE id = ${projectId}::uuid AND "ownerId" = ${userId}::uuid`;
  return version;
}

/** Whether the text of `e` fits; null where nothing is searched for. */
function fitsOf(mode: ExemplarFilter["textMode"], query: string): Prisma.Sql | null {
  if (query === "") return null;
  if (mode === "regex") {
    const problem = patternProblem(query);
    if (problem) throw new UserError("invalid", `review.errors.pattern.${problem}`);
    return Prisma.sql`e.text ~* ${query}`;
  }
  const { wanted, unwanted } = mode === "exact" ? { wanted: [query], unwanted: [] } : readWords(query);
  const parts = [
    ...wanted.map(
      (part) => Prisma.sql`strpos(${lower(Prisma.sql`e.text`)}, ${lower(Prisma.sql`${part}`)}) > 0`,
    ),
    ...unwanted.map(
      (part) => Prisma.sql`strpos(${lower(Prisma.sql`e.text`)}, ${lower(Prisma.sql`${part}`)}) = 0`,
    ),
  ];
  return parts.length === 0 ? null : Prisma.join(parts, " AND ");
}

/** The embedded database is always of a version that has this collation, which is twice as fast and knows all scripts. */
function lower(text: Prisma.Sql): Prisma.Sql {
  return database().kind === "embedded"
    ? Prisma.sql`lower(${text}::text COLLATE "pg_c_utf8")`
    : Prisma.sql`lower(${text}::text)`;
}

/** @throws invalid, where `isLimited` and the time is up */
async function searchTexts(
  projectId: string,
  fits: Prisma.Sql,
  last: number,
  isLimited: boolean,
): Promise<Matches> {
  const found: Matches = { bits: new Uint8Array((last >> 3) + 1), count: 0 };
  const start = performance.now();
  for (let from = 0; from < last; ) {
    if (isLimited && performance.now() - start > PATTERN_MS) throw tooSlow();
    const to = Math.min(last, from + SLICE_ROWS);
    // The clock is looked at before each text.
    const [slice] = await inTime(
      isLimited,
      Prisma.sql`
        SELECT array_agg(t.number) FILTER (WHERE t.fits) AS numbers,
          min(t.number) FILTER (WHERE t.fits IS NULL) AS unseen
        FROM (
          SELECT e.number, CASE WHEN clock_timestamp() < statement_timestamp() + ${SLICE_MS} * interval '1 ms'
            THEN ${fits} END AS fits
          FROM (
            SELECT number, text FROM "Exemplar"
            WHERE "projectId" = ${projectId}::uuid AND number > ${from} AND number <= ${to} ORDER BY number
          ) e
        ) t`,
    );
    from = slice?.unseen ? slice.unseen - 1 : to;
    for (const number of slice?.numbers ?? []) {
      if (number > from) continue;
      found.bits[number >> 3] = (found.bits[number >> 3] ?? 0) | (1 << (number & 7));
      found.count += 1;
    }
  }
  return found;
}

interface Slice {
  numbers: number[] | null;
  unseen: number | null;
}

/** A database server is told to give up as well: there the clock may be looked at too late. */
async function inTime(isLimited: boolean, query: Prisma.Sql): Promise<Slice[]> {
  try {
    if (!isLimited || database().kind === "embedded") return await db().$queryRaw<Slice[]>(query);
    const [, slices] = await db().$transaction([
      db().$executeRawUnsafe(`SET LOCAL statement_timeout = ${PATTERN_MS}`),
      db().$queryRaw<Slice[]>(query),
    ]);
    return slices;
  } catch (error) {
    const state = sqlState(error);
    if (state === CANCELLED) throw tooSlow();
    if (state === NO_PATTERN) throw new UserError("invalid", "review.errors.pattern.unreadable");
    throw error;
  }
}

const CANCELLED = "57014";
const NO_PATTERN = "2201B";

const tooSlow = () =>
  new UserError("invalid", "review.errors.pattern.tooSlow", { seconds: PATTERN_MS / 1000 });

function isAmong({ bits, count }: Matches): Prisma.Sql {
  if (count === 0) return Prisma.sql`FALSE`;
  if (count <= FEW) return Prisma.sql`e.number = ANY(${numbersOf(bits)}::int[])`;
  return Prisma.sql`CASE WHEN e.number < ${bits.length * 8} THEN get_bit(${bits}::bytea, e.number) = 1 ELSE FALSE END`;
}

function numbersOf(bits: Uint8Array): number[] {
  const numbers: number[] = [];
  for (const [at, byte] of bits.entries()) {
    for (let bit = 0; byte >> bit > 0; bit++) if ((byte >> bit) & 1) numbers.push(at * 8 + bit);
  }
  return numbers;
}
