import "server-only";
import { performance } from "node:perf_hooks";
import { database, db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { sqlState } from "#lib/server/violations.ts";
import type { ExemplarFilter } from "../exemplar-views.ts";
import { isId } from "../exemplars.ts";
import { addNumbers, emptySet, isAmong, type NumberSet, remembered } from "./number-set-queries.ts";
import { patternProblem, readWords } from "./text-search.ts";

/** How long a regular expression may be searched for. */
const PATTERN_MS = 2000;
/** How long the embedded database's one session is held at a time. */
const SLICE_MS = 50;
const SLICE_ROWS = 10_000;

interface Scope {
  userId: string;
  projectId: string;
  filter: ExemplarFilter;
}

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
  const isLimited = filter.textMode === "regex";
  const key = ["text", projectId, JSON.stringify(version), filter.textMode, query];
  return isAmong(await remembered(key, () => searchTexts(projectId, fits, version.last, isLimited)));
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
): Promise<NumberSet> {
  const found = emptySet(last);
  // For a regular expression the clock is looked at before each text but the first, where it begins; words take the
  // same time in all.
  const checked = isLimited
    ? Prisma.sql`CASE WHEN clock_timestamp() < (SELECT clock_timestamp()) + ${SLICE_MS} * interval '1 ms' THEN ${fits} END`
    : Prisma.sql`(${fits})`;
  const start = performance.now();
  for (let from = 0; from < last; ) {
    if (isLimited && performance.now() - start > PATTERN_MS) throw tooSlow();
    const to = Math.min(last, from + SLICE_ROWS);
    const [slice] = await inTime(
      isLimited,
      Prisma.sql`
        SELECT array_agg(t.number) FILTER (WHERE t.fits) AS numbers,
          min(t.number) FILTER (WHERE t.fits IS NULL) AS unseen
        FROM (
          SELECT e.number, ${checked} AS fits
          FROM (
            SELECT number, text FROM "Exemplar"
            WHERE "projectId" = ${projectId}::uuid AND number > ${from} AND number <= ${to} ORDER BY number
          ) e
        ) t`,
    );
    from = slice?.unseen ? slice.unseen - 1 : to;
    const end = from;
    addNumbers(
      found,
      (slice?.numbers ?? []).filter((number) => number <= end),
    );
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
