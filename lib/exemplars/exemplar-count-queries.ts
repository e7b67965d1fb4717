import "server-only";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { allOf, type FilterScope, filterConditions } from "./exemplar-filter-queries.ts";
import {
  EXEMPLAR_STATUSES,
  type ExemplarCounts,
  type ExemplarStatus,
  FINDING_FILTERS,
  type FindingFilter,
} from "./exemplars.ts";

interface Grouped {
  /** PostgreSQL's grouping(status, labelId, runId): a bit is 1 where that column is not grouped by. */
  grouping: number;
  status: ExemplarStatus | null;
  labelId: string | null;
  runId: string | null;
  total: number;
  unscreened: number;
  matching: number;
  byStatus: number;
  byLabel: number;
  byRun: number;
}

const BY = { status: 0b011, label: 0b101, run: 0b110, all: 0b111 } as const;

/** Counts of the project's exemplars beside every value of the filter, in two passes over them. */
export async function countExemplars(scope: FilterScope): Promise<ExemplarCounts> {
  const conditions = filterConditions(scope);
  const { scope: inProject = Prisma.sql`FALSE` } = conditions;
  const without = (field: "statuses" | "labels" | "runs") => allOf(conditions, "scope", field);
  const groups = await db().$queryRaw<Grouped[]>`
    SELECT grouping(e.status, e."labelId", e."runId") AS grouping,
      e.status::text AS status, e."labelId", e."runId",
      count(*)::int AS total,
      count(*) FILTER (WHERE e."screenedAt" IS NULL)::int AS unscreened,
      count(*) FILTER (WHERE ${allOf(conditions, "scope")})::int AS matching,
      count(*) FILTER (WHERE ${without("statuses")})::int AS "byStatus",
      count(*) FILTER (WHERE ${without("labels")})::int AS "byLabel",
      count(*) FILTER (WHERE ${without("runs")})::int AS "byRun"
    FROM "Exemplar" e WHERE ${inProject}
    GROUP BY GROUPING SETS ((e.status), (e."labelId"), (e."runId"), ())`;
  const all = groups.find(({ grouping }) => grouping === BY.all);
  const of = (grouping: number) => groups.filter((group) => group.grouping === grouping);
  const statuses = new Map(of(BY.status).map((group) => [group.status, group.byStatus]));
  return {
    total: all?.total ?? 0,
    matching: all?.matching ?? 0,
    unscreened: all?.unscreened ?? 0,
    statuses: filled(EXEMPLAR_STATUSES, (status) => statuses.get(status)),
    labels: Object.fromEntries(of(BY.label).map((group) => [group.labelId, group.byLabel])),
    runs: await withNumbers(scope.projectId, new Map(of(BY.run).map((group) => [group.runId, group.byRun]))),
    findings: await countFindings(scope, allOf(conditions, "findings")),
  };
}

async function withNumbers(
  projectId: string,
  counts: Map<string | null, number>,
): Promise<ExemplarCounts["runs"]> {
  const runs = await db().run.findMany({
    where: { projectId },
    orderBy: { number: "desc" },
    select: {
      id: true,
      number: true,
      recipeVersion: { select: { number: true, recipe: { select: { name: true } } } },
    },
  });
  return runs
    .filter(({ id }) => counts.has(id))
    .map(({ id, number, recipeVersion }) => ({
      number,
      recipe: { name: recipeVersion.recipe.name, version: recipeVersion.number },
      count: counts.get(id) ?? 0,
    }));
}

async function countFindings(
  { filter }: FilterScope,
  where: Prisma.Sql,
): Promise<Record<FindingFilter, number>> {
  const stateIs = filter.findingState
    ? Prisma.sql`AND f.state = ${filter.findingState}::"FindingState"`
    : Prisma.empty;
  const rows = await db().$queryRaw<{ value: FindingFilter; count: number }[]>`
    WITH matching AS MATERIALIZED (SELECT e.id, e."screenedAt", e."projectId" FROM "Exemplar" e WHERE ${where})
    SELECT f.kind::text AS value, count(DISTINCT f."exemplarId")::int AS count
      FROM "Finding" f JOIN matching m ON m.id = f."exemplarId" WHERE TRUE ${stateIs} GROUP BY f.kind
    UNION ALL SELECT 'unscreened', count(*)::int FROM matching WHERE "screenedAt" IS NULL
    UNION ALL SELECT 'none', count(*)::int FROM matching m WHERE m."screenedAt" IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "Finding" f WHERE f."exemplarId" = m.id)`;
  const counts = new Map(rows.map(({ value, count }) => [value, count]));
  return filled(FINDING_FILTERS, (value) => counts.get(value));
}

function filled<K extends string>(
  keys: readonly K[],
  count: (key: K) => number | undefined,
): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, count(key) ?? 0])) as Record<K, number>;
}
