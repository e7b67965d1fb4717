import "server-only";
import { SUGGESTION_SOURCES } from "#lib/exemplars/exemplars.ts";
import type { Transaction } from "#lib/server/db.ts";

/**
 * Gives each exemplar the suggestion of the most trusted source that has one, or none: the columns that the grid filters
 * and sorts by. Whoever writes or deletes LabelSuggestion calls it, in the same transaction.
 */
export async function chooseSuggestions(
  transaction: Transaction,
  exemplarIds: readonly string[],
): Promise<void> {
  // Writers of several exemplars take them in one order, so that none waits for another in a circle.
  await transaction.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT id FROM "Exemplar" WHERE id = ANY(${exemplarIds}::text[]::uuid[]) ORDER BY id FOR UPDATE
    ), chosen AS (
      SELECT held.id, s."labelId", s.score, s.source
      FROM held LEFT JOIN LATERAL (
        SELECT "labelId", score, source FROM "LabelSuggestion" l WHERE l."exemplarId" = held.id
        ORDER BY array_position(${[...SUGGESTION_SOURCES]}::text[], l.source::text) LIMIT 1
      ) s ON TRUE
    )
    UPDATE "Exemplar" e
    SET "suggestedLabelId" = c."labelId", "suggestionScore" = c.score, "suggestionSource" = c.source
    FROM chosen c
    WHERE e.id = c.id AND (e."suggestedLabelId", e."suggestionScore", e."suggestionSource")
      IS DISTINCT FROM (c."labelId", c.score, c.source)`;
}
