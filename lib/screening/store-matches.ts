import "server-only";
import { createHash } from "node:crypto";
import { db, type Transaction } from "#lib/server/db.ts";
import { askClusters } from "./clusters/ask-clusters.ts";
import { judgeMatches } from "./findings/judge-matches.ts";
import { corpusKeyOf } from "./load-corpus.ts";
import { lockThresholds } from "./lock-thresholds.ts";
import type { Match, ScreenedText, ScreeningResult } from "./screening.ts";
import { storedFrom } from "./screening-inputs.ts";
import { askSuggestions } from "./suggestions/ask-suggestions.ts";

interface Batch {
  projectId: string;
  /** The sets and the embedder that the matches were made with. */
  corpusKey: string;
  texts: ScreenedText[];
  results: ScreeningResult[];
}

/**
 * Puts a batch of matches in the place of the exemplars' former ones, with the findings they give, in one transaction.
 * An exemplar whose text was changed meanwhile is passed over and stays unscreened.
 * @returns the number of exemplars that are screened now, or null where a set or the embedder was replaced meanwhile and
 * the whole batch is void
 */
export async function storeMatches({ projectId, corpusKey, texts, results }: Batch): Promise<number | null> {
  return db().$transaction(async (transaction) => {
    await lockThresholds(transaction, { projectId });
    if ((await corpusKeyOf(transaction, projectId)) !== corpusKey) return null;
    const exemplarIds = await markScreened(transaction, texts, results);
    if (exemplarIds.length > 0) {
      const stored = new Set(exemplarIds);
      const kept = results.filter(({ id }) => stored.has(id));
      await replaceMatches(transaction, exemplarIds, kept);
      await judgeMatches(transaction, { projectId, exemplarIds });
      await askClusters(transaction, projectId);
      await askSuggestions(transaction, projectId);
    }
    return exemplarIds.length;
  });
}

async function markScreened(transaction: Transaction, texts: ScreenedText[], results: ScreeningResult[]) {
  const nearest = new Map(
    results.map(({ id, matches }) => [id, matches.find(({ against }) => against === "test")]),
  );
  const rows = texts.map(({ id, text }) => ({
    id,
    digest: createHash("md5").update(text).digest("hex"),
    similarity: nearest.get(id)?.scores.cosine ?? null,
    probability: nearest.get(id)?.probability ?? null,
  }));
  // Writers of several exemplars take them in one order, so that none waits for another in a circle.
  await transaction.$queryRaw`
    SELECT id FROM "Exemplar" WHERE id = ANY(${texts.map(({ id }) => id)}::text[]::uuid[]) ORDER BY id FOR UPDATE`;
  const marked = await transaction.$queryRaw<{ id: string }[]>`
    UPDATE "Exemplar" e
    SET "screenedAt" = ${new Date()}::timestamp, similarity = r.similarity, "leakProbability" = r.probability
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(id uuid, digest text, similarity float8, probability float8)
    WHERE e.id = r.id AND md5(e.text) = r.digest
    RETURNING e.id`;
  return marked.map(({ id }) => id);
}

async function replaceMatches(transaction: Transaction, exemplarIds: string[], results: ScreeningResult[]) {
  const rows = results.flatMap(({ id, matches }) =>
    matches.filter(isKept).map(({ scores, ...match }) => ({ exemplarId: id, ...match, ...scores })),
  );
  await transaction.$executeRaw`
    DELETE FROM "Match" WHERE "exemplarId" = ANY(${exemplarIds}::text[]::uuid[])`;
  await transaction.$executeRaw`
    INSERT INTO "Match" ("exemplarId", against, "matchId", probability, evidence, exact, "wordEdit", containment,
      overlap, template, cosine, spans)
    SELECT r."exemplarId", r.against::"Against", r."matchId", r.probability, r.evidence::"Detector", r.exact,
      r."wordEdit", r.containment, r.overlap, r.template, r.cosine, r.spans
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r("exemplarId" uuid, against text, "matchId" uuid, probability float8, evidence text, exact float8,
        "wordEdit" float8, containment float8, overlap float8, template float8, cosine float8, spans jsonb)`;
}

/** What no threshold could make a finding is not kept, but the nearest test row always is. */
function isKept({ against, probability, scores }: Match): boolean {
  if (against === "test") return true;
  const { exact, wordEdit, cosine } = scores;
  return (
    exact === 1 ||
    probability >= storedFrom.probability ||
    wordEdit >= storedFrom.wordEdit ||
    cosine >= storedFrom.cosine
  );
}
