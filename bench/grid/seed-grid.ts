import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { openEmbeddedDatabase } from "#lib/server/embedded/embedded-database.ts";
import { migrate } from "#lib/server/migrate.ts";

const labels = 77;
/** Rows written by one statement: the embedded database keeps what a statement writes in memory. */
const slice = 50_000;
/** The first run has as many, so that a filter by it matches just that many. */
export const firstRun = 50_000;

/**
 * Makes a data folder with one project of so many screened, pending exemplars, in the way of a bank's questions: 77
 * labels, findings on one in twenty, a suggested label for each, look-alikes in fives.
 * @returns the project's id
 */
export async function seedGrid(folder: string, rows: number): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const { pool, close } = await openEmbeddedDatabase({ folder: path.join(folder, "database") });
  try {
    await migrate(pool);
    const projectId = randomUUID();
    const runs = await seedProject(pool, projectId, rows);
    for (let from = 1; from <= rows; from += slice) {
      await seedRows(pool, { projectId, runs, from, to: Math.min(rows, from + slice - 1) });
    }
    await pool.query("ANALYZE");
    return projectId;
  } finally {
    await close();
  }
}

interface Run {
  id: string;
  first: number;
  last: number;
}

async function seedProject(pool: pg.Pool, projectId: string, rows: number): Promise<Run[]> {
  const [userId, recipeId, versionId] = [randomUUID(), randomUUID(), randomUUID()];
  await pool.query(`INSERT INTO "User" (id, name, "welcomedAt") VALUES ($1, 'Owner', now())`, [userId]);
  await pool.query(
    `INSERT INTO "Project" (id, "ownerId", name, "lastExemplarNumber", "updatedAt") VALUES ($1, $2, 'Bench', $3, now())`,
    [projectId, userId, rows],
  );
  await pool.query(
    `INSERT INTO "Label" (id, "projectId", name, colour, position)
     SELECT gen_random_uuid(), $1, 'label ' || n, '#' || substr(md5(n::text), 1, 6), n - 1
     FROM generate_series(1, $2::int) AS n`,
    [projectId, labels],
  );
  await pool.query(
    `INSERT INTO "Recipe" (id, "projectId", name, "updatedAt") VALUES ($1, $2, 'Questions', now())`,
    [recipeId, projectId],
  );
  await pool.query(
    `INSERT INTO "RecipeVersion" (id, "recipeId", number, kind, template, "createdById")
     VALUES ($1, $2, 1, 'grammar', '{{ topic }}', $3)`,
    [versionId, recipeId, userId],
  );
  const runs: Run[] = [];
  for (let first = 1; first <= rows; first = runs.at(-1) ? (runs.at(-1) as Run).last + 1 : rows + 1) {
    const last = Math.min(rows, runs.length === 0 ? firstRun : first + Math.ceil(rows / 8) - 1);
    runs.push({ id: randomUUID(), first, last });
  }
  for (const [at, { id }] of runs.entries()) {
    await pool.query(
      `INSERT INTO "Run" (id, "projectId", number, "recipeVersionId", generator, model, seed, concurrency, state,
         targets, "createdById", "plannedAt", "startedAt", "finishedAt")
       VALUES ($1, $2, $3, $4, 'builtIn', 'built-in', 1, 1, 'done', '[]', $5, now(), now(), now())`,
      [id, projectId, at + 1, versionId, userId],
    );
  }
  return runs;
}

/** SQL for an id made from a number, valid as one of version 4. */
const idOf = (kind: string, number: string) =>
  `overlay(overlay(md5('${kind}' || ${number}) PLACING '4' FROM 13) PLACING 'a' FROM 17)::uuid`;

/** A question put together from its number: 24,000 different ones, and a number that tells further ones apart. */
const question = `
  (ARRAY['how do i', 'why can''t i', 'please help me', 'is it possible to', 'when will i', 'i would like to',
    'what happens if i', 'tell me how to', 'i tried to', 'can somebody']::text[])[1 + n % 10] || ' ' ||
  (ARRAY['change', 'cancel', 'verify', 'top up', 'track', 'replace', 'activate', 'find', 'dispute', 'transfer',
    'block', 'renew']::text[])[1 + (n / 10) % 12] || ' ' ||
  (ARRAY['my card', 'the payment', 'a transfer', 'my account', 'the fee', 'my pin', 'this charge', 'an order',
    'my limit', 'the refund']::text[])[1 + (n / 120) % 10] || ' ' ||
  (ARRAY['while abroad', 'before friday', 'again', 'without a phone', 'from last week', 'at the cash machine',
    'for my business', 'in euros', 'twice', 'online', 'by post', 'today', 'in the app', 'for a friend', 'at night',
    'since the update', 'with apple pay', 'in a shop', 'on holiday', 'after moving']::text[])[1 + (n / 1200) % 20] ||
  CASE WHEN n > 24000 THEN ' ' || n ELSE '' END`;

async function seedRows(
  pool: pg.Pool,
  { projectId, runs, from, to }: { projectId: string; runs: Run[]; from: number; to: number },
) {
  const bounds = [projectId, from, to];
  const numbered = `
    SELECT n, r.id AS run, ${idOf("item", "n")} AS item, ${idOf("exemplar", "n")} AS exemplar, ${question} AS text,
      l.ids[1 + n % ${labels}] AS label, l.ids[1 + (n + n % 5 / 4) % ${labels}] AS suggested,
      (n::bigint * 7919 % 1000) / 1000.0 AS score
    FROM generate_series($2::int, $3::int) AS n
    CROSS JOIN (SELECT array_agg(id ORDER BY position) AS ids FROM "Label" WHERE "projectId" = $1) l
    JOIN (VALUES ${runs.map(({ id, first, last }) => `('${id}'::uuid, ${first}, ${last})`).join(", ")})
      AS r(id, first, last) ON n BETWEEN r.first AND r.last`;
  await pool.query(
    `INSERT INTO "RunItem" (id, "runId", position, "labelId", seed, slots, messages, state, "finishedAt")
     SELECT item, run, n, label, n, jsonb_build_object('topic', 'topic ' || n % 200), '[]', 'produced', now()
     FROM (${numbered}) rows`,
    bounds,
  );
  await pool.query(
    `INSERT INTO "Exemplar" (id, "projectId", number, "runId", "runItemId", text, "originalText", "labelId",
       "intendedLabelId", "screenedAt", similarity, "leakProbability", "openFindings", "openLeaks", "groupId",
       "suggestedLabelId", "suggestionScore", "suggestionSource")
     SELECT exemplar, $1, n, run, item, text, text, label, label, now(), score, score * score,
       (n % 20 = 0)::int, (n % 40 = 0)::int, ${idOf("exemplar", "(n - (n - 1) % 5)")}, suggested, score, 'prototype'
     FROM (${numbered}) rows`,
    bounds,
  );
  await pool.query(
    `INSERT INTO "Finding" (id, "projectId", "exemplarId", kind, detector, against, score, threshold, "matchId")
     SELECT gen_random_uuid(), $1, exemplar, (CASE WHEN n % 40 = 0 THEN 'nearLeak' ELSE 'duplicate' END)::"FindingKind",
       'combined', (CASE WHEN n % 40 = 0 THEN 'test' ELSE 'exemplar' END)::"Against", 0.95, 0.9,
       ${idOf("exemplar", "(n - 1)")}
     FROM (${numbered}) rows WHERE n % 20 = 0`,
    bounds,
  );
}
