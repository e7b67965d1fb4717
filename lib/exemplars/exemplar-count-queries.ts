import "server-only";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import {
  allOf,
  type FilterConditions,
  type FilterField,
  type FilterScope,
  filterConditions,
} from "./exemplar-filter-queries.ts";
import { type ExemplarFilter, JUDGED_FILTERS } from "./exemplar-views.ts";
import {
  EXEMPLAR_STATUSES,
  type ExemplarCounts,
  type ExemplarStatus,
  FINDING_KINDS,
  type FindingKind,
  isId,
} from "./exemplars.ts";

/** The fields with counts beside their values. */
const COUNTED = [
  "statuses",
  "labels",
  "runs",
  "recipes",
  "findings",
  "judged",
  "reviewers",
  "edited",
  "flagged",
  "noted",
] as const satisfies FilterField[];
type Counted = (typeof COUNTED)[number];

/** How many exemplars are alike in one of three views of them; what is not looked at in a view is null. */
interface Group {
  /** Bits of the counted fields that do not let them pass: none, one, or OTHERS. */
  missed: number;
  labelId: string | null;
  runId: string | null;
  status: ExemplarStatus | null;
  screened: boolean | null;
  judged: keyof ExemplarCounts["judged"] | null;
  reviewerId: string | null;
  edited: boolean | null;
  flagged: boolean | null;
  view: "label" | "run" | "rest";
  count: number;
}

/** They fail more than one counted field, or one of the fields that are not counted: they count in the total alone. */
const OTHERS = -1;
/** Larger projects are counted slice by slice, so that others are answered in between. */
const SLICE_ROWS = 100_000;

/**
 * Counts of the project's exemplars beside every value of the filter. In one pass over them: what passes all fields
 * counts everywhere, what fails one field alone counts beside the values of that field.
 */
export async function countExemplars(scope: FilterScope): Promise<ExemplarCounts> {
  const conditions = await filterConditions(scope);
  const groups = await countGroups(scope, conditions);
  const of = (view: Group["view"], field?: Counted) =>
    groups.filter(
      (group) => group.view === view && (group.missed === 0 || (field && group.missed === bitOf(field))),
    );
  const all = groups.filter(({ view }) => view === "rest");
  const whateverFound = of("rest", "findings");
  const withFindings = await countFindings(scope.filter, allOf(conditions, "findings"));
  const runs = await runsOf(scope.projectId, all.length > 0);
  const byRun = sumBy(of("run", "runs"), ({ runId }) => runId);
  const byRecipe = sumBy(
    of("run", "recipes"),
    ({ runId }) => runs.find(({ id }) => id === runId)?.version.id,
  );
  const byStatus = sumBy(of("rest", "statuses"), ({ status }) => status);
  const byJudged = sumBy(of("rest", "judged"), ({ judged }) => judged);
  return {
    total: sum(all),
    matching: sum(of("rest")),
    unscreened: sum(all.filter(({ screened }) => !screened)),
    statuses: filled(EXEMPLAR_STATUSES, (status) => byStatus.get(status)),
    labels: Object.fromEntries(sumBy(of("label", "labels"), ({ labelId }) => labelId)),
    runs: runs.map(({ id, number, recipe }) => ({ number, recipe, count: byRun.get(id) ?? 0 })),
    recipeVersions: [...new Map(runs.map((run) => [run.version.id, run])).values()].map(
      ({ version: { id }, recipe }) => ({ id, recipe, count: byRecipe.get(id) ?? 0 }),
    ),
    findings: {
      ...filled(FINDING_KINDS, (kind) => withFindings.get(kind)),
      none: sum(whateverFound.filter(({ screened }) => screened)) - (withFindings.get("any") ?? 0),
      unscreened: sum(whateverFound.filter(({ screened }) => !screened)),
    },
    judged: filled(JUDGED_FILTERS, (judged) => byJudged.get(judged)),
    edited: sum(of("rest", "edited").filter(({ edited }) => edited)),
    flagged: sum(of("rest", "flagged").filter(({ flagged }) => flagged)),
    noted: await countNoted(scope.projectId, allOf(conditions, "noted")),
    reviewers: await withNames(sumBy(of("rest", "reviewers"), ({ reviewerId }) => reviewerId)),
  };
}

const bitOf = (field: Counted) => 1 << COUNTED.indexOf(field);

async function countGroups({ projectId }: FilterScope, conditions: FilterConditions): Promise<Group[]> {
  const asked = COUNTED.filter((field) => conditions[field] !== undefined);
  const bits = asked.map(
    (field) => Prisma.sql`CASE WHEN ${conditions[field]} THEN 0 ELSE ${bitOf(field)}::int END`,
  );
  const missed = bits.length > 0 ? Prisma.join(bits, " + ") : Prisma.sql`0`;
  const passed = allOf(conditions, "scope", ...COUNTED);
  const single = [0, ...asked.map(bitOf)];
  const slices = await slicesOf(projectId);
  const groups: Group[] = [];
  for (const slice of slices) {
    groups.push(
      ...(await db().$queryRaw<Group[]>`
        SELECT m.missed, "labelId", "runId", status::text AS status, screened, judged, "reviewerId", edited, flagged,
          CASE grouping("labelId", "runId") WHEN 1 THEN 'label' WHEN 2 THEN 'run' ELSE 'rest' END AS view,
          count(*)::int AS count
        FROM (
          SELECT e."labelId", e."runId", e.status, e."screenedAt" IS NOT NULL AS screened, e.flagged,
            e.text <> e."originalText" AS edited, e."decidedById" AS "reviewerId",
            CASE WHEN e."suggestedLabelId" IS NULL THEN 'unknown'
              WHEN e."suggestedLabelId" = e."intendedLabelId" THEN 'agrees' ELSE 'differs' END AS judged,
            CASE WHEN ${passed} THEN ${missed} ELSE ${OTHERS}::int END AS missed
          FROM "Exemplar" e WHERE ${conditions.scope ?? Prisma.sql`FALSE`} ${slice}
        ) r
        CROSS JOIN LATERAL (
          SELECT CASE WHEN r.missed = ANY(${single}::int[]) THEN r.missed ELSE ${OTHERS}::int END AS missed
        ) m
        GROUP BY GROUPING SETS ((m.missed, "labelId"), (m.missed, "runId"),
          (m.missed, status, screened, judged, "reviewerId", edited, flagged))`),
    );
  }
  return groups;
}

/** Conditions that cut the project into stretches of its numbers; one empty condition for a small project. */
async function slicesOf(projectId: string): Promise<Prisma.Sql[]> {
  const project = isId(projectId)
    ? await db().project.findUnique({ where: { id: projectId }, select: { lastExemplarNumber: true } })
    : null;
  const last = project?.lastExemplarNumber ?? 0;
  if (last <= SLICE_ROWS) return [Prisma.empty];
  return Array.from({ length: Math.ceil(last / SLICE_ROWS) }, (_, slice) => {
    const from = slice * SLICE_ROWS;
    return Prisma.sql`AND e.number > ${from} AND e.number <= ${from + SLICE_ROWS}`;
  });
}

function sum(groups: Group[]): number {
  return groups.reduce((total, { count }) => total + count, 0);
}

/** Sums by key; what has none is left out. */
function sumBy<K>(groups: Group[], key: (group: Group) => K | null | undefined): Map<K, number> {
  const sums = new Map<K, number>();
  for (const group of groups) {
    const of = key(group);
    if (of !== null && of !== undefined) sums.set(of, (sums.get(of) ?? 0) + group.count);
  }
  return sums;
}

/** The project's runs that made exemplars, the newest first. */
async function runsOf(projectId: string, isOwned: boolean) {
  if (!isOwned) return [];
  const runs = await db().run.findMany({
    where: { projectId, exemplars: { some: {} } },
    orderBy: { number: "desc" },
    select: {
      id: true,
      number: true,
      recipeVersion: { select: { id: true, number: true, recipe: { select: { name: true } } } },
    },
  });
  return runs.map(({ id, number, recipeVersion: version }) => ({
    id,
    number,
    version,
    recipe: { name: version.recipe.name, version: version.number },
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

async function countNoted(projectId: string, where: Prisma.Sql): Promise<number> {
  if (!isId(projectId)) return 0;
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT DISTINCT "exemplarId" AS id FROM "Note"
      WHERE "projectId" = ${projectId}::uuid AND "removedAt" IS NULL
    ) n JOIN "Exemplar" e ON e.id = n.id WHERE ${where}`;
  return row?.count ?? 0;
}

/** The busiest first. */
async function withNames(counts: Map<string, number>): Promise<ExemplarCounts["reviewers"]> {
  const users = await db().user.findMany({
    where: { id: { in: [...counts.keys()] } },
    select: { id: true, name: true },
  });
  return users
    .map(({ id, name }) => ({ id, name, count: counts.get(id) ?? 0 }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function filled<K extends string>(
  keys: readonly K[],
  count: (key: K) => number | undefined,
): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, count(key) ?? 0])) as Record<K, number>;
}
