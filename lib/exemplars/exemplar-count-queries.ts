import "server-only";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { allOf, type FilterScope, filterConditions } from "./exemplar-filter-queries.ts";
import type { ExemplarFilter } from "./exemplar-views.ts";
import {
  EXEMPLAR_STATUSES,
  type ExemplarCounts,
  type ExemplarStatus,
  FINDING_KINDS,
  type FindingKind,
} from "./exemplars.ts";

/** Exemplars that are alike in everything that is counted. */
interface Group {
  status: ExemplarStatus;
  labelId: string;
  run: number;
  screened: boolean;
  /** Whether the filter's finding fields let them pass. */
  found: boolean;
  /** Whether its fields without counts beside them do: score and text. */
  passed: boolean;
  count: number;
}

/** Counts of the project's exemplars beside every value of the filter, in one pass over them. */
export async function countExemplars(scope: FilterScope): Promise<ExemplarCounts> {
  const conditions = filterConditions(scope);
  const { filter } = scope;
  const groups = await db().$queryRaw<Group[]>`
    SELECT g.status::text AS status, g."labelId", r.number AS run, g.screened, g.found, g.passed, g.count
    FROM (
      SELECT e.status, e."labelId", e."runId", e."screenedAt" IS NOT NULL AS screened,
        (${conditions.findings ?? Prisma.sql`TRUE`}) AS found,
        coalesce(${allOf(conditions, "scope", "statuses", "labels", "runs", "findings")}, FALSE) AS passed,
        count(*)::int AS count
      FROM "Exemplar" e WHERE ${conditions.scope ?? Prisma.sql`FALSE`} GROUP BY 1, 2, 3, 4, 5, 6
    ) g JOIN "Run" r ON r.id = g."runId"`;

  const fits = {
    status: ({ status }: Group) => fitsIn(filter.statuses, status),
    label: ({ labelId }: Group) => fitsIn(filter.labelIds, labelId),
    run: ({ run }: Group) => fitsIn(filter.runs, run),
    found: ({ found }: Group) => found,
  };
  const followed = (except?: keyof typeof fits) =>
    groups.filter(
      (group) =>
        group.passed &&
        Object.entries(fits).every(([field, isFitting]) => field === except || isFitting(group)),
    );
  const byStatus = sumBy(followed("status"), ({ status }) => status);
  const byRun = sumBy(followed("run"), ({ run }) => run);
  const whateverFound = followed("found");
  const withFindings = await countFindings(filter, allOf(conditions, "findings"));
  return {
    total: sum(groups),
    matching: sum(followed()),
    unscreened: sum(groups.filter(({ screened }) => !screened)),
    statuses: filled(EXEMPLAR_STATUSES, (status) => byStatus.get(status)),
    labels: Object.fromEntries(sumBy(followed("label"), ({ labelId }) => labelId)),
    runs: await withRecipes(scope.projectId, [...new Set(groups.map(({ run }) => run))], byRun),
    findings: {
      ...filled(FINDING_KINDS, (kind) => withFindings.get(kind)),
      none: sum(whateverFound.filter(({ screened }) => screened)) - (withFindings.get("any") ?? 0),
      unscreened: sum(whateverFound.filter(({ screened }) => !screened)),
    },
  };
}

function fitsIn<T>(wanted: T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function sum(groups: Group[]): number {
  return groups.reduce((total, { count }) => total + count, 0);
}

function sumBy<K>(groups: Group[], key: (group: Group) => K): Map<K, number> {
  const sums = new Map<K, number>();
  for (const group of groups) sums.set(key(group), (sums.get(key(group)) ?? 0) + group.count);
  return sums;
}

async function withRecipes(projectId: string, numbers: number[], counts: Map<number, number>) {
  if (numbers.length === 0) return [];
  const runs = await db().run.findMany({
    where: { projectId, number: { in: numbers } },
    orderBy: { number: "desc" },
    select: { number: true, recipeVersion: { select: { number: true, recipe: { select: { name: true } } } } },
  });
  return runs.map(({ number, recipeVersion }) => ({
    number,
    recipe: { name: recipeVersion.recipe.name, version: recipeVersion.number },
    count: counts.get(number) ?? 0,
  }));
}

/** Exemplars by kind of finding in the state asked; `any` counts screened exemplars with a finding in any state. */
async function countFindings(
  filter: ExemplarFilter,
  where: Prisma.Sql,
): Promise<Map<FindingKind | "any", number>> {
  const inState = filter.findingState
    ? Prisma.sql`f.state = ${filter.findingState}::"FindingState"`
    : Prisma.sql`TRUE`;
  const rows = await db().$queryRaw<{ kind: FindingKind | null; inState: number; screened: number }[]>`
    SELECT f.kind::text AS kind,
      count(DISTINCT e.id) FILTER (WHERE ${inState})::int AS "inState",
      count(DISTINCT e.id) FILTER (WHERE e."screenedAt" IS NOT NULL)::int AS screened
    FROM "Finding" f JOIN "Exemplar" e ON e.id = f."exemplarId" AND e."projectId" = f."projectId"
    WHERE ${where} GROUP BY GROUPING SETS ((f.kind), ())`;
  return new Map(rows.map(({ kind, inState, screened }) => [kind ?? "any", kind ? inState : screened]));
}

function filled<K extends string>(
  keys: readonly K[],
  count: (key: K) => number | undefined,
): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, count(key) ?? 0])) as Record<K, number>;
}
