import "server-only";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import {
  allOf,
  type FilterConditions,
  type FilterField,
  type FilterScope,
  filterConditions,
} from "../exemplar-filter-queries.ts";
import { type ExemplarFilter, JUDGE_SCORE_FILTERS, JUDGED_FILTERS } from "../exemplar-views.ts";
import {
  EXEMPLAR_STATUSES,
  type ExemplarCounts,
  FINDING_KINDS,
  type FindingKind,
  isId,
} from "../exemplars.ts";
import { type Slices, slicesOf } from "./exemplar-slice-queries.ts";

/** The fields with counts beside their values. */
const COUNTED = [
  "statuses",
  "labels",
  "runs",
  "recipes",
  "findings",
  "judged",
  "judgeScores",
  "reviewers",
  "edited",
  "flagged",
  "noted",
] as const satisfies FilterField[];
type Counted = (typeof COUNTED)[number];

/** Exemplars that are alike in one of three views of them; what a view does not look at is null. */
interface Group {
  /** The bits of the counted fields that do not let them pass. */
  missed: number;
  labelId: string | null;
  runId: string | null;
  /** Everything else, see CODE. */
  code: number | null;
  reviewerId: string | null;
  count: number;
}

/** In the lowest bits, so that the grouping is by one small number: status, judged, screened, edited, flagged, score. */
const CODE = Prisma.sql`
  CASE e.status WHEN 'pending' THEN 0 WHEN 'accepted' THEN 1 ELSE 2 END
  + CASE WHEN e."suggestedLabelId" IS NULL THEN 8 WHEN e."suggestedLabelId" = e."intendedLabelId" THEN 4 ELSE 0 END
  + CASE WHEN e."screenedAt" IS NULL THEN 0 ELSE 16 END
  + CASE WHEN e.text <> e."originalText" THEN 32 ELSE 0 END
  + CASE WHEN e.flagged THEN 64 ELSE 0 END
  + coalesce(e."judgeScore" - 1, 5) * 128`;

const statusIn = ({ code }: Group) => EXEMPLAR_STATUSES[(code ?? 0) & 3];
const judgedIn = ({ code }: Group) => JUDGED_FILTERS[((code ?? 0) >> 2) & 3];
const isScreened = ({ code }: Group) => ((code ?? 0) & 16) !== 0;
const isEdited = ({ code }: Group) => ((code ?? 0) & 32) !== 0;
const isFlagged = ({ code }: Group) => ((code ?? 0) & 64) !== 0;
const scoreIn = ({ code }: Group) => JUDGE_SCORE_FILTERS[(code ?? 0) >> 7];

/**
 * Counts of the project's exemplars beside every value of the filter. In one pass over them: what passes all fields
 * counts everywhere, what fails one field alone counts beside the values of that field.
 * @throws the reason of `signal`, once nobody waits for the counts of a large project any more
 */
export async function countExemplars(scope: FilterScope & { signal?: AbortSignal }): Promise<ExemplarCounts> {
  const conditions = await filterConditions(scope);
  const slices = await slicesOf(scope);
  const groups = await countGroups(conditions, slices);
  const by = (view: "labelId" | "runId" | "code", field?: Counted) =>
    groups.filter(
      (group) =>
        group[view] !== null &&
        (group.missed === 0 || (field !== undefined && group.missed === bitOf(field))),
    );
  const all = groups.filter(({ code }) => code !== null);
  const whateverFound = by("code", "findings");
  const withFindings = await countFindings(scope.filter, allOf(conditions, "findings"));
  const runs = await runsOf(scope);
  const byRun = sumBy(by("runId", "runs"), ({ runId }) => runId);
  const byRecipe = sumBy(by("runId", "recipes"), ({ runId }) => runs.find(({ id }) => id === runId)?.version);
  const byStatus = sumBy(by("code", "statuses"), statusIn);
  const byJudged = sumBy(by("code", "judged"), judgedIn);
  const byScore = sumBy(by("code", "judgeScores"), scoreIn);
  const recipes = new Map(runs.map(({ version, recipe }) => [version, recipe]));
  return {
    ...(Object.keys(conditions).every(isPassed)
      ? { total: sum(all), unscreened: sum(all.filter((group) => !isScreened(group))) }
      : await countAll(conditions, slices)),
    matching: sum(by("code")),
    statuses: filled(EXEMPLAR_STATUSES, (status) => byStatus.get(status)),
    labels: Object.fromEntries(sumBy(by("labelId", "labels"), ({ labelId }) => labelId)),
    runs: runs.map(({ id, number, recipe }) => ({ number, recipe, count: byRun.get(id) ?? 0 })),
    recipeVersions: [...recipes].map(([id, recipe]) => ({ id, recipe, count: byRecipe.get(id) ?? 0 })),
    findings: {
      ...filled(FINDING_KINDS, (kind) => withFindings.get(kind)),
      none: sum(whateverFound.filter(isScreened)) - (withFindings.get("any") ?? 0),
      unscreened: sum(whateverFound.filter((group) => !isScreened(group))),
    },
    judged: filled(JUDGED_FILTERS, (judged) => byJudged.get(judged)),
    judgeScores: filled(JUDGE_SCORE_FILTERS, (score) => byScore.get(score)),
    edited: sum(by("code", "edited").filter(isEdited)),
    flagged: sum(by("code", "flagged").filter(isFlagged)),
    noted: await countNoted(scope.projectId, allOf(conditions, "noted")),
    reviewers: await withNames(sumBy(by("code", "reviewers"), ({ reviewerId }) => reviewerId)),
  };
}

/** Whether what a field leaves out is counted in the groups all the same. */
const isPassed = (field: string) => field === "scope" || COUNTED.some((counted) => counted === field);

const bitOf = (field: Counted) => 1 << COUNTED.indexOf(field);

async function countGroups(conditions: FilterConditions, slices: Slices): Promise<Group[]> {
  const bits = COUNTED.filter((field) => conditions[field] !== undefined).map(
    (field) => Prisma.sql`CASE WHEN ${conditions[field]} THEN 0 ELSE ${bitOf(field)}::int END`,
  );
  const missed = bits.length > 0 ? Prisma.join(bits, " + ") : Prisma.sql`0`;
  const groups: Group[] = [];
  for (const slice of slices) {
    const found = await db().$queryRaw<Group[]>`
      SELECT missed, "labelId", "runId", code, "reviewerId", count(*)::int AS count
      FROM (
        SELECT e."labelId", e."runId", e."decidedById" AS "reviewerId", ${CODE} AS code, ${missed} AS missed
        FROM "Exemplar" e WHERE ${allOf(conditions, ...COUNTED)} ${slice}
      ) r
      GROUP BY GROUPING SETS ((missed, "labelId"), (missed, "runId"), (missed, code, "reviewerId"))`;
    groups.push(...found);
  }
  return groups;
}

/** All of the project, and of these what waits to be screened. */
async function countAll({ scope = Prisma.sql`FALSE` }: FilterConditions, slices: Slices) {
  const counts = { total: 0, unscreened: 0 };
  for (const slice of slices) {
    const [found] = await db().$queryRaw<(typeof counts)[]>`
      SELECT count(*)::int AS total, (count(*) - count(e."screenedAt"))::int AS unscreened
      FROM "Exemplar" e WHERE ${scope} ${slice}`;
    counts.total += found?.total ?? 0;
    counts.unscreened += found?.unscreened ?? 0;
  }
  return counts;
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
async function runsOf({ userId, projectId }: FilterScope) {
  if (!isId(projectId)) return [];
  const runs = await db().$queryRaw<
    { id: string; number: number; version: string; name: string; of: number }[]
  >`
    SELECT r.id, r.number, v.id AS version, c.name, v.number AS of
    FROM "Run" r JOIN "Project" p ON p.id = r."projectId"
    JOIN "RecipeVersion" v ON v.id = r."recipeVersionId" JOIN "Recipe" c ON c.id = v."recipeId"
    WHERE p.id = ${projectId}::uuid AND p."ownerId" = ${userId}::uuid
      AND EXISTS (SELECT 1 FROM "Exemplar" e WHERE e."runId" = r.id)
    ORDER BY r.number DESC`;
  return runs.map(({ id, number, version, name, of }) => ({
    id,
    number,
    version,
    recipe: { name, version: of },
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
