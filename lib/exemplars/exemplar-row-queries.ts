import "server-only";
import { db } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/client.ts";
import {
  CLAMPED_TEXT,
  type ExemplarRow,
  FINDING_KINDS,
  type FindingSummary,
  type SuggestionSource,
} from "./exemplars.ts";

interface FlatRow
  extends Omit<ExemplarRow, "label" | "run" | "recipe" | "findings" | "suggestion" | "group"> {
  labelId: string;
  labelName: string;
  labelColour: string;
  runId: string;
  runNumber: number;
  recipeName: string;
  recipeVersion: number;
  findings: FindingSummary[] | null;
  suggestedLabelId: string | null;
  suggestionScore: number | null;
  suggestionSource: SuggestionSource | null;
  groupId: string | null;
  groupSize: number | null;
}

/** Rows of the grid in no order. @param where condition on `"Exemplar" e`, which few fit */
export async function rowsWhere(where: Prisma.Sql): Promise<ExemplarRow[]> {
  const rows = await db().$queryRaw<FlatRow[]>`
    WITH shown AS MATERIALIZED (SELECT * FROM "Exemplar" e WHERE ${where})
    SELECT e.id, e.number, left(e.text, ${CLAMPED_TEXT}) AS text, length(e.text) AS "textLength",
      e.text <> e."originalText" AS edited, e."intendedLabelId", e.status::text AS status, e.similarity,
      e."leakProbability", e."screenedAt" IS NOT NULL AS screened, e.flagged, e."clusterId", e.revision,
      e."suggestedLabelId", e."suggestionScore", e."suggestionSource"::text AS "suggestionSource",
      e."judgeScore", e."groupId", g.size AS "groupSize",
      (SELECT count(*)::int FROM "Note" n WHERE n."exemplarId" = e.id AND n."removedAt" IS NULL) AS notes,
      l.id AS "labelId", l.name AS "labelName", l.colour AS "labelColour",
      r.id AS "runId", r.number AS "runNumber", c.name AS "recipeName", v.number AS "recipeVersion",
      (SELECT json_agg(json_build_object('kind', f.kind, 'state', f.state))
        FROM "Finding" f WHERE f."exemplarId" = e.id) AS findings
    FROM shown e
    JOIN "Label" l ON l.id = e."labelId"
    JOIN "Run" r ON r.id = e."runId"
    JOIN "RecipeVersion" v ON v.id = r."recipeVersionId"
    JOIN "Recipe" c ON c.id = v."recipeId"
    LEFT JOIN (
      SELECT o."groupId", count(*)::int AS size
      FROM (SELECT DISTINCT "projectId", "groupId" FROM shown WHERE "groupId" IS NOT NULL) s
      JOIN "Exemplar" o ON o."projectId" = s."projectId" AND o."groupId" = s."groupId"
      GROUP BY o."groupId"
    ) g ON g."groupId" = e."groupId"`;
  return rows.map(
    ({
      labelId,
      labelName,
      labelColour,
      runId,
      runNumber,
      recipeName,
      recipeVersion,
      findings,
      suggestedLabelId,
      suggestionScore,
      suggestionSource,
      groupId,
      groupSize,
      ...row
    }) => ({
      ...row,
      label: { id: labelId, name: labelName, colour: labelColour },
      run: { id: runId, number: runNumber },
      recipe: { name: recipeName, version: recipeVersion },
      findings: worstFirst(findings ?? []),
      suggestion:
        suggestedLabelId !== null && suggestionScore !== null && suggestionSource !== null
          ? { labelId: suggestedLabelId, score: suggestionScore, source: suggestionSource }
          : null,
      group: groupId !== null && groupSize !== null ? { id: groupId, size: groupSize } : null,
    }),
  );
}

function worstFirst(findings: FindingSummary[]): FindingSummary[] {
  const rank = ({ kind, state }: FindingSummary) => (state === "open" ? 0 : 10) + FINDING_KINDS.indexOf(kind);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}
