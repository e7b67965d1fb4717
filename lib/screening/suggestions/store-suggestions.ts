import "server-only";
import { createHash } from "node:crypto";
import type { SuggestionSource } from "#lib/exemplars/exemplars.ts";
import { db } from "#lib/server/db.ts";
import { chooseSuggestions } from "./choose-suggestions.ts";

export interface SuggestionFor {
  exemplarId: string;
  /** The text it was made for. */
  text: string;
  /** Null: the source suggests none. */
  suggestion: { labelId: string; score: number } | null;
}

/** Puts one source's suggestions in the place of its former ones; where the text is another by now nothing changes. */
export async function storeSuggestions(source: SuggestionSource, found: SuggestionFor[]): Promise<void> {
  const rows = found.map(({ exemplarId, text, suggestion }) => ({
    id: exemplarId,
    digest: createHash("md5").update(text).digest("hex"),
    labelId: suggestion?.labelId ?? null,
    score: suggestion?.score ?? null,
  }));
  await db().$transaction(async (transaction) => {
    const held = await transaction.$queryRaw<{ id: string }[]>`
      SELECT e.id FROM "Exemplar" e
      JOIN jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, digest text) ON r.id = e.id
      WHERE md5(e.text) = r.digest ORDER BY e.id FOR UPDATE OF e`;
    const ids = new Set(held.map(({ id }) => id));
    const kept = JSON.stringify(rows.filter(({ id }) => ids.has(id)));
    await transaction.$executeRaw`
      DELETE FROM "LabelSuggestion" l USING jsonb_to_recordset(${kept}::jsonb) AS r(id uuid, "labelId" uuid)
      WHERE l."exemplarId" = r.id AND l.source = ${source}::"SuggestionSource" AND r."labelId" IS NULL`;
    // A label that was deleted meanwhile is suggested no more.
    await transaction.$executeRaw`
      INSERT INTO "LabelSuggestion" ("exemplarId", source, "projectId", "labelId", score)
      SELECT e.id, ${source}::"SuggestionSource", e."projectId", r."labelId", r.score
      FROM jsonb_to_recordset(${kept}::jsonb) AS r(id uuid, "labelId" uuid, score float8)
      JOIN "Exemplar" e ON e.id = r.id
      JOIN "Label" l ON l.id = r."labelId" AND l."projectId" = e."projectId"
      ON CONFLICT ("exemplarId", source) DO UPDATE SET "labelId" = excluded."labelId", score = excluded.score
      WHERE ("LabelSuggestion"."labelId", "LabelSuggestion".score) IS DISTINCT FROM (excluded."labelId", excluded.score)`;
    await chooseSuggestions(transaction, [...ids]);
  });
}
