import "server-only";
import type { Transaction } from "#lib/server/db.ts";

/** What was found out about texts that are no longer there is taken away; they wait to be screened and judged again. */
export async function forgetScreening(tx: Transaction, exemplarIds: string[]): Promise<void> {
  // Parameters rather than lists: a batch may be larger than what a statement takes of these.
  await tx.$executeRaw`DELETE FROM "Finding" WHERE "exemplarId" = ANY(${exemplarIds}::text[]::uuid[])`;
  await tx.$executeRaw`DELETE FROM "Match" WHERE "exemplarId" = ANY(${exemplarIds}::text[]::uuid[])`;
  await tx.$executeRaw`DELETE FROM "LabelSuggestion" WHERE "exemplarId" = ANY(${exemplarIds}::text[]::uuid[])`;
  await tx.$executeRaw`DELETE FROM "Assessment" WHERE "exemplarId" = ANY(${exemplarIds}::text[]::uuid[])`;
  await tx.$executeRaw`
    UPDATE "Exemplar" SET "screenedAt" = NULL, similarity = NULL, "leakProbability" = NULL, "clusterId" = NULL,
      "groupId" = NULL, "suggestedLabelId" = NULL, "suggestionScore" = NULL, "suggestionSource" = NULL,
      "judgeScore" = NULL, "openFindings" = 0, "openLeaks" = 0
    WHERE id = ANY(${exemplarIds}::text[]::uuid[])`;
}
