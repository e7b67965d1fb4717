import "server-only";
import { createHash } from "node:crypto";
import type { SuggestionSource } from "#lib/exemplars/exemplars.ts";
import { db, type Transaction } from "#lib/server/db.ts";
import { trustKeys } from "#lib/server/trust-keys.ts";
import { chooseSuggestions } from "./choose-suggestions.ts";

interface SuggestionFor {
  exemplarId: string;
  /** The text it was made for. */
  text: string;
  /** Null: the source suggests none. */
  suggestion: { labelId: string; score: number } | null;
}

/**
 * Puts one source's suggestions in the place of its former ones; where the text is another by now nothing changes.
 * @param within a transaction that deletes nothing afterwards; without it, one of its own
 */
export async function storeSuggestions(
  source: SuggestionSource,
  found: SuggestionFor[],
  within?: Transaction,
): Promise<void> {
  if (!within) return db().$transaction((transaction) => storeSuggestions(source, found, transaction));
  const digests = new Map(
    found.map(({ exemplarId, text }) => [exemplarId, createHash("md5").update(text).digest("hex")]),
  );
  // Writers of several exemplars take them in one order, so that none waits for another in a circle.
  const held = await within.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM unnest(${[...digests.keys()]}::text[]::uuid[], ${[...digests.values()]}::text[]) AS r(id, digest)
    JOIN "Exemplar" e ON e.id = r.id
    WHERE md5(e.text) = r.digest ORDER BY e.id FOR UPDATE OF e`;
  const ids = new Set(held.map(({ id }) => id));
  const kept = found.filter(({ exemplarId }) => ids.has(exemplarId));
  await removeSuggestions(within, source, kept);
  await putSuggestions(within, source, kept);
  await chooseSuggestions(within, [...ids]);
}

async function removeSuggestions(
  transaction: Transaction,
  source: SuggestionSource,
  kept: readonly SuggestionFor[],
): Promise<void> {
  const ids = kept.filter(({ suggestion }) => suggestion === null).map(({ exemplarId }) => exemplarId);
  if (ids.length === 0) return;
  await transaction.$executeRaw`
    DELETE FROM "LabelSuggestion"
    WHERE "exemplarId" = ANY(${ids}::text[]::uuid[]) AND source = ${source}::"SuggestionSource"`;
}

/** The exemplars are held. A label that was deleted meanwhile is suggested no more. */
async function putSuggestions(
  transaction: Transaction,
  source: SuggestionSource,
  kept: readonly SuggestionFor[],
): Promise<void> {
  const suggested = kept.flatMap(({ exemplarId, suggestion }) =>
    suggestion ? [{ exemplarId, ...suggestion }] : [],
  );
  const labelIds = [...new Set(suggested.map(({ labelId }) => labelId))];
  const labels = await transaction.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Label" WHERE id = ANY(${labelIds}::text[]::uuid[]) ORDER BY id FOR KEY SHARE`;
  const standing = new Set(labels.map(({ id }) => id));
  const rows = suggested.filter(({ labelId }) => standing.has(labelId));
  if (rows.length === 0) return;
  await trustKeys(transaction);
  await transaction.$executeRaw`
    INSERT INTO "LabelSuggestion" ("exemplarId", source, "projectId", "labelId", score)
    SELECT e.id, ${source}::"SuggestionSource", e."projectId", r."labelId", r.score
    FROM unnest(${rows.map(({ exemplarId }) => exemplarId)}::text[]::uuid[],
      ${rows.map(({ labelId }) => labelId)}::text[]::uuid[], ${rows.map(({ score }) => score)}::float8[])
      AS r(id, "labelId", score)
    JOIN "Exemplar" e ON e.id = r.id
    ON CONFLICT ("exemplarId", source) DO UPDATE SET "labelId" = excluded."labelId", score = excluded.score
    WHERE ("LabelSuggestion"."labelId", "LabelSuggestion".score) IS DISTINCT FROM (excluded."labelId", excluded.score)`;
}
