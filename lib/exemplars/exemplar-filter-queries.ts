import "server-only";
import { Prisma } from "#lib/server/generated/client.ts";
import type { ExemplarFilter, JudgedFilter } from "./exemplar-views.ts";
import { type FindingFilter, isId } from "./exemplars.ts";
import { entryCondition } from "./search/exemplar-entry-queries.ts";
import { textCondition } from "./search/exemplar-text-queries.ts";
import { foundRight, foundWrong } from "./second-look-condition-queries.ts";

export type FilterField =
  | "scope"
  | "statuses"
  | "labels"
  | "runs"
  | "recipes"
  | `slot ${string}`
  | "findings"
  | "judged"
  | "judgeScores"
  | "ranges"
  | "reviewers"
  | "edited"
  | "flagged"
  | "noted"
  | "cluster"
  | "group"
  | "secondLook"
  | "alike"
  | "text";

/** The conditions of a filter on `"Exemplar" e`, by field; a field that asks for nothing is absent. */
export type FilterConditions = Partial<Record<FilterField, Prisma.Sql>>;

export interface FilterScope {
  userId: string;
  projectId: string;
  filter: ExemplarFilter;
  /** The ids that `filter.like` stands for, the likest first; without them it matches nothing. */
  alike?: readonly string[] | undefined;
}

/** @throws invalid, where the text is a regular expression that cannot be searched for or takes too long */
export async function filterConditions(scope: FilterScope): Promise<FilterConditions> {
  const { projectId, filter } = scope;
  const conditions: FilterConditions = {
    scope: inProject(scope),
    ...columnConditions(projectId, filter),
    ...relatedConditions(projectId, filter),
  };
  if (filter.like !== null) conditions.alike = Prisma.sql`e.id = ANY(${uuids(scope.alike ?? [])})`;
  for (const [slot, entries] of Map.groupBy(filter.entries, ({ slot }) => slot)) {
    conditions[`slot ${slot}`] = await entryCondition(scope, entries);
  }
  const text = await textCondition(scope);
  if (text) conditions.text = text;
  return conditions;
}

/** What the exemplar's own row tells. */
function columnConditions(projectId: string, filter: ExemplarFilter): FilterConditions {
  const conditions: FilterConditions = {};
  if (filter.statuses.length > 0) {
    conditions.statuses = Prisma.sql`e.status = ANY(${filter.statuses}::text[]::"ExemplarStatus"[])`;
  }
  if (filter.labelIds.length > 0)
    conditions.labels = Prisma.sql`e."labelId" = ANY(${uuids(filter.labelIds)})`;
  if (filter.runs.length > 0) {
    conditions.runs = Prisma.sql`e."runId" = ANY(ARRAY(
      SELECT id FROM "Run" WHERE "projectId" = ${projectId}::uuid AND number = ANY(${filter.runs}::int[])))`;
  }
  if (filter.recipeVersionIds.length > 0) {
    conditions.recipes = Prisma.sql`e."runId" = ANY(ARRAY(
      SELECT id FROM "Run" WHERE "projectId" = ${projectId}::uuid
        AND "recipeVersionId" = ANY(${uuids(filter.recipeVersionIds)})))`;
  }
  if (filter.judged.length > 0) {
    conditions.judged = Prisma.join(
      filter.judged.map((value) => JUDGED[value]),
      " OR ",
    );
  }
  if (filter.judgeScores.length > 0) {
    const scores = filter.judgeScores.filter((value) => value !== "none");
    conditions.judgeScores = Prisma.sql`CASE WHEN e."judgeScore" IS NULL
      THEN ${filter.judgeScores.includes("none")} ELSE e."judgeScore" = ANY(${scores}::text[]::int[]) END`;
  }
  const ranges = rangeConditions(filter);
  if (ranges.length > 0) conditions.ranges = Prisma.join(ranges, " AND ");
  if (filter.reviewerIds.length > 0) {
    conditions.reviewers = Prisma.sql`e."decidedById" = ANY(${uuids(filter.reviewerIds)})`;
  }
  if (filter.edited) conditions.edited = Prisma.sql`e.text <> e."originalText"`;
  if (filter.flagged) conditions.flagged = Prisma.sql`e.flagged`;
  if (filter.cluster) conditions.cluster = Prisma.sql`e."clusterId" = ${filter.cluster}::uuid`;
  if (filter.group) conditions.group = Prisma.sql`e."groupId" = ${filter.group}::uuid`;
  return conditions;
}

/** What other tables tell of it. */
function relatedConditions(projectId: string, filter: ExemplarFilter): FilterConditions {
  const conditions: FilterConditions = {};
  if (filter.findings.length > 0 || filter.findingState) {
    conditions.findings = findingCondition(filter.findings, filter.findingState);
  }
  if (filter.noted) {
    conditions.noted = Prisma.sql`e.id IN (
      SELECT "exemplarId" FROM "Note" WHERE "projectId" = ${projectId}::uuid AND "removedAt" IS NULL)`;
  }
  if (filter.secondLook) {
    conditions.secondLook = Prisma.sql`EXISTS (
      SELECT 1 FROM "SecondLookExemplar" x JOIN "SecondLook" l ON l.id = x."lookId"
      WHERE x."exemplarId" = e.id AND x."lookId" = ${filter.secondLook}::uuid
        AND NOT ${foundWrong} AND NOT ${foundRight})`;
  }
  return conditions;
}

const JUDGED: Record<JudgedFilter, Prisma.Sql> = {
  differs: Prisma.sql`e."suggestedLabelId" <> e."intendedLabelId"`,
  agrees: Prisma.sql`e."suggestedLabelId" = e."intendedLabelId"`,
  unknown: Prisma.sql`e."suggestedLabelId" IS NULL`,
};

const uuids = (ids: readonly string[]) => Prisma.sql`${ids}::text[]::uuid[]`;

function rangeConditions(filter: ExemplarFilter): Prisma.Sql[] {
  const moment = (at: string | null) =>
    at === null ? null : Prisma.sql`${at}::text::timestamptz AT TIME ZONE 'UTC'`;
  return [
    ...between(Prisma.sql`e."leakProbability"`, filter.leakFrom, filter.leakTo),
    ...between(Prisma.sql`e.similarity`, filter.similarityFrom, filter.similarityTo),
    ...between(Prisma.sql`length(e.text)`, filter.lengthFrom, filter.lengthTo),
    ...between(Prisma.sql`e."createdAt"`, moment(filter.madeFrom), moment(filter.madeTo)),
    ...between(Prisma.sql`e."decidedAt"`, moment(filter.decidedFrom), moment(filter.decidedTo)),
  ];
}

function between<T extends number | Prisma.Sql>(
  value: Prisma.Sql,
  from: T | null,
  to: T | null,
): Prisma.Sql[] {
  return [
    from === null ? null : Prisma.sql`${value} >= ${from}`,
    to === null ? null : Prisma.sql`${value} <= ${to}`,
  ].filter((bound) => bound !== null);
}

/** `"Exemplar" e` belongs to the project, and the project to the user. */
export function inProject({ userId, projectId }: Pick<FilterScope, "userId" | "projectId">): Prisma.Sql {
  if (!isId(projectId)) return Prisma.sql`FALSE`;
  return Prisma.sql`e."projectId" = ${projectId}::uuid AND EXISTS (
    SELECT 1 FROM "Project" WHERE id = ${projectId}::uuid AND "ownerId" = ${userId}::uuid)`;
}

/** All conditions but those of the fields named; true where none is left. */
export function allOf(conditions: FilterConditions, ...except: FilterField[]): Prisma.Sql {
  const parts = Object.entries(conditions)
    .filter(([field]) => !except.includes(field as FilterField))
    .map(([, condition]) => Prisma.sql`(${condition})`);
  return parts.length === 0 ? Prisma.sql`TRUE` : Prisma.join(parts, " AND ");
}

function findingCondition(findings: FindingFilter[], state: ExemplarFilter["findingState"]): Prisma.Sql {
  const kinds = findings.filter((value) => value !== "none" && value !== "unscreened");
  const stateIs = state ? Prisma.sql`AND f.state = ${state}::"FindingState"` : Prisma.empty;
  const parts: Prisma.Sql[] = [];
  if (kinds.length > 0 || findings.length === 0) {
    const kindIs =
      kinds.length > 0 ? Prisma.sql`AND f.kind = ANY(${kinds}::text[]::"FindingKind"[])` : Prisma.empty;
    parts.push(
      Prisma.sql`EXISTS (SELECT 1 FROM "Finding" f WHERE f."exemplarId" = e.id ${kindIs} ${stateIs})`,
    );
  }
  if (findings.includes("none")) {
    parts.push(Prisma.sql`(e."screenedAt" IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM "Finding" f WHERE f."exemplarId" = e.id))`);
  }
  if (findings.includes("unscreened")) parts.push(Prisma.sql`e."screenedAt" IS NULL`);
  return Prisma.join(parts, " OR ");
}
