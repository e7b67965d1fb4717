import "server-only";
import { createHash } from "node:crypto";
import type { Transaction } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { type HoldCount, holdOf } from "./curated-set-queries.ts";
import { type ExportColumn, type ExportData, exportLine } from "./exports.ts";

const CHUNK = 1_000;

const instant = (column: Prisma.Sql) => Prisma.sql`to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What stands in each column, of an exemplar `e` with its label, run, recipe version and item. */
const VALUES: Record<ExportColumn, Prisma.Sql> = {
  text: Prisma.sql`e.text`,
  label: Prisma.sql`l.name`,
  number: Prisma.sql`e.number`,
  id: Prisma.sql`e.id`,
  intended_label: Prisma.sql`(SELECT i.name FROM "Label" i WHERE i.id = e."intendedLabelId")`,
  edited: Prisma.sql`e.text <> e."originalText"`,
  original_text: Prisma.sql`e."originalText"`,
  run: Prisma.sql`r.number`,
  recipe: Prisma.sql`c.name`,
  recipe_version: Prisma.sql`v.number`,
  generator: Prisma.sql`CASE r.generator WHEN 'builtIn' THEN 'built-in' ELSE r.generator::text END`,
  model: Prisma.sql`r.model`,
  seed: Prisma.sql`item.seed`,
  slots: Prisma.sql`item.slots`,
  prompt: Prisma.sql`item.messages`,
  similarity: Prisma.sql`round(e.similarity::numeric, 6)`,
  leak_probability: Prisma.sql`round(e."leakProbability"::numeric, 6)`,
  screened_at: instant(Prisma.sql`e."screenedAt"`),
  overrides: Prisma.sql`(
    SELECT coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'detector', f.detector, 'score', f.score,
      'reason', f."overrideReason", 'by', u.name, 'at', ${instant(Prisma.sql`f."overriddenAt"`)}
    ) ORDER BY f.score DESC, f.detector), '[]')
    FROM "Finding" f LEFT JOIN "User" u ON u.id = f."overriddenById"
    WHERE f."exemplarId" = e.id AND f.state = 'overridden')`,
  created_at: instant(Prisma.sql`e."createdAt"`),
  decided_at: instant(Prisma.sql`e."decidedAt"`),
  reviewer: Prisma.sql`(
    SELECT u.name FROM "Decision" d JOIN "User" u ON u.id = d."userId"
    WHERE d."exemplarId" = e.id AND d.kind = 'accept' ORDER BY d.sequence DESC LIMIT 1)`,
};

/**
 * Copies every accepted exemplar that nothing holds back, by number, in one statement and so of one moment.
 * @returns how many were copied (`hold` null) and how many left out, by reason
 */
export async function insertExportRows(
  transaction: Transaction,
  { projectId, exportId, columns }: { projectId: string; exportId: string; columns: readonly ExportColumn[] },
): Promise<HoldCount[]> {
  const data = Prisma.join(columns.map((column) => Prisma.sql`${column}::text, ${VALUES[column]}`));
  return transaction.$queryRaw<HoldCount[]>`
    WITH accepted AS MATERIALIZED (
      SELECT e.id, e.number, ${holdOf} AS hold FROM "Exemplar" e
      WHERE e."projectId" = ${projectId}::uuid AND e.status = 'accepted'
    ), copied AS (
      INSERT INTO "ExportRow" ("exportId", position, "exemplarId", data)
      SELECT ${exportId}::uuid, row_number() OVER (ORDER BY e.number), e.id, jsonb_build_object(${data})
      FROM accepted a
      JOIN "Exemplar" e ON e.id = a.id
      JOIN "Label" l ON l.id = e."labelId"
      JOIN "Run" r ON r.id = e."runId"
      JOIN "RecipeVersion" v ON v.id = r."recipeVersionId"
      JOIN "Recipe" c ON c.id = v."recipeId"
      JOIN "RunItem" item ON item.id = e."runItemId"
      WHERE a.hold IS NULL
    )
    SELECT hold, count(*)::int AS count FROM accepted GROUP BY hold`;
}

/** The rows of a snapshot in their order, a chunk at a time, so that a set of any size needs little memory. */
export async function* exportRows(transaction: Transaction, exportId: string): AsyncGenerator<ExportData[]> {
  for (let after = 0; ; ) {
    const rows = await transaction.exportRow.findMany({
      where: { exportId, position: { gt: after } },
      orderBy: { position: "asc" },
      take: CHUNK,
      select: { position: true, data: true },
    });
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ data }) => data as ExportData);
    after = last.position;
  }
}

/** The SHA-256 of the snapshot as JSON lines. */
export async function fingerprintOfRows(
  transaction: Transaction,
  { exportId, columns }: { exportId: string; columns: readonly ExportColumn[] },
): Promise<string> {
  const hash = createHash("sha256");
  for await (const rows of exportRows(transaction, exportId)) {
    for (const row of rows) hash.update(`${exportLine(columns, row)}\n`);
  }
  return hash.digest("hex");
}
