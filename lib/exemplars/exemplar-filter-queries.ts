import "server-only";
import { Prisma } from "#lib/server/generated/client.ts";
import type { ExemplarFilter } from "./exemplar-views.ts";
import { type FindingFilter, isId } from "./exemplars.ts";

type FilterField =
  | "scope"
  | "statuses"
  | "labels"
  | "runs"
  | "findings"
  | "leak"
  | "similarity"
  | "cluster"
  | "text";

/** The conditions of a filter on `"Exemplar" e`, by field; a field that asks for nothing is absent. */
export type FilterConditions = Partial<Record<FilterField, Prisma.Sql>>;

export interface FilterScope {
  userId: string;
  projectId: string;
  filter: ExemplarFilter;
}

export function filterConditions({ userId, projectId, filter }: FilterScope): FilterConditions {
  const conditions: FilterConditions = {
    scope: inProject({ userId, projectId }),
  };
  if (filter.statuses.length > 0) {
    conditions.statuses = Prisma.sql`e.status = ANY(${filter.statuses}::text[]::"ExemplarStatus"[])`;
  }
  if (filter.labelIds.length > 0) {
    conditions.labels = Prisma.sql`e."labelId" = ANY(${filter.labelIds}::text[]::uuid[])`;
  }
  if (filter.runs.length > 0) {
    conditions.runs = Prisma.sql`e."runId" = ANY(ARRAY(
      SELECT id FROM "Run" WHERE "projectId" = ${projectId}::uuid AND number = ANY(${filter.runs}::int[])))`;
  }
  if (filter.findings.length > 0 || filter.findingState) {
    conditions.findings = findingCondition(filter.findings, filter.findingState);
  }
  const leak = between(Prisma.sql`e."leakProbability"`, filter.leakFrom, filter.leakTo);
  if (leak) conditions.leak = leak;
  const similarity = between(Prisma.sql`e.similarity`, filter.similarityFrom, filter.similarityTo);
  if (similarity) conditions.similarity = similarity;
  if (filter.cluster) conditions.cluster = Prisma.sql`e."clusterId" = ${filter.cluster}::uuid`;
  if (filter.text.trim() !== "") {
    const pattern = `%${filter.text.trim().replace(/[\\%_]/g, "\\$&")}%`;
    conditions.text = Prisma.sql`e.text ILIKE ${pattern}`;
  }
  return conditions;
}

function between(score: Prisma.Sql, from: number | null, to: number | null): Prisma.Sql | null {
  const bounds = [
    from === null ? null : Prisma.sql`${score} >= ${from}`,
    to === null ? null : Prisma.sql`${score} <= ${to}`,
  ].filter((bound) => bound !== null);
  return bounds.length > 0 ? Prisma.join(bounds, " AND ") : null;
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
