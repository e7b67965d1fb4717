import "server-only";
import { createHash } from "node:crypto";
import { db, type Transaction } from "#lib/server/db.ts";
import { judgeScores } from "./findings/judge-scores.ts";
import { corpusKeyOf } from "./load-corpus.ts";
import { lockThresholds } from "./lock-thresholds.ts";
import type { ScreenedText, ScreeningResult } from "./screening.ts";
import { storedDetectors } from "./stored-names.ts";

interface Batch {
  projectId: string;
  /** The sets that the scores were made with. */
  corpusKey: string;
  texts: ScreenedText[];
  results: ScreeningResult[];
}

/**
 * Puts a batch of scores in the place of the exemplars' former ones, with the findings they give, in one transaction.
 * An exemplar whose text was changed meanwhile is passed over and stays unscreened.
 * @returns the number of exemplars that are screened now, or null where a set was replaced meanwhile and the whole
 * batch is void
 */
export async function storeScores({ projectId, corpusKey, texts, results }: Batch): Promise<number | null> {
  return db().$transaction(async (transaction) => {
    const thresholds = await lockThresholds(transaction, { projectId });
    if ((await corpusKeyOf(transaction, projectId)) !== corpusKey) return null;
    const exemplarIds = await markScreened(transaction, texts, results);
    if (exemplarIds.length > 0) {
      const stored = new Set(exemplarIds);
      const kept = results.filter(({ id }) => stored.has(id));
      await replaceScores(transaction, exemplarIds, kept);
      await judgeScores(transaction, { projectId, thresholds, exemplarIds });
    }
    return exemplarIds.length;
  });
}

async function markScreened(transaction: Transaction, texts: ScreenedText[], results: ScreeningResult[]) {
  const similarities = new Map(
    results.map(({ id, scores }) => [
      id,
      scores.find(({ detector, against }) => detector === "cosine" && against === "test")?.score ?? null,
    ]),
  );
  const rows = texts.map(({ id, text }) => ({
    id,
    digest: createHash("md5").update(text).digest("hex"),
    similarity: similarities.get(id),
  }));
  // Writers of several exemplars take them in one order, so that none waits for another in a circle.
  await transaction.$queryRaw`
    SELECT id FROM "Exemplar" WHERE id = ANY(${texts.map(({ id }) => id)}::text[]::uuid[]) ORDER BY id FOR UPDATE`;
  const marked = await transaction.$queryRaw<{ id: string }[]>`
    UPDATE "Exemplar" e SET "screenedAt" = ${new Date()}::timestamp, similarity = r.similarity
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, digest text, similarity float8)
    WHERE e.id = r.id AND md5(e.text) = r.digest
    RETURNING e.id`;
  return marked.map(({ id }) => id);
}

async function replaceScores(transaction: Transaction, exemplarIds: string[], results: ScreeningResult[]) {
  const rows = results.flatMap(({ id, scores }) =>
    scores.map(({ detector, against, score, matchId, spans = [] }) => ({
      exemplarId: id,
      detector: storedDetectors[detector],
      against,
      score,
      matchId,
      spans,
    })),
  );
  await transaction.$executeRaw`
    DELETE FROM "SimilarityScore" WHERE "exemplarId" = ANY(${exemplarIds}::text[]::uuid[])`;
  await transaction.$executeRaw`
    INSERT INTO "SimilarityScore" ("exemplarId", detector, against, score, "matchId", spans)
    SELECT r."exemplarId", r.detector::"Detector", r.against::"Against", r.score, r."matchId", r.spans
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r("exemplarId" uuid, detector text, against text, score float8, "matchId" uuid, spans jsonb)`;
}
