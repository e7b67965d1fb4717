import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import type { DecisionKind } from "../../review.ts";
import { redoable, undoable } from "./standing-decisions.ts";

/** How many of the user's newest decisions are looked at first, and by how much that grows until one is found. */
const WALK = { first: 256, growth: 8 };

interface Asked {
  userId: string;
  projectId: string;
  /** Null: the newest. */
  named: string | null;
}

export interface Batch {
  batchId: string;
  /** Of the decisions that are taken back or made again. */
  kind: DecisionKind;
  /** How many decisions it holds, standing or not. */
  rows: number;
  /** A job is still making it, taking it back or making it again. */
  underWay: boolean;
}

/** The batch of the user that can be taken back: it or a part of it stands. */
export async function findUndoable(tx: Transaction, asked: Asked): Promise<Batch | null> {
  return walk(tx, asked, {
    rows: Prisma.sql`"Decision" d`,
    kind: Prisma.sql`d.kind`,
    is: undoable(),
    // Undos come after what they take back, so that a batch and its undos are counted against each other.
    candidates: Prisma.sql`
      SELECT CASE kind WHEN 'undo' THEN "undoesId" ELSE "batchId" END AS "batchId",
        max(sequence) FILTER (WHERE kind <> 'undo') AS sequence
      FROM newest WHERE kind <> 'override' GROUP BY 1
      HAVING count(*) FILTER (WHERE kind <> 'undo') > count(*) FILTER (WHERE kind = 'undo')`,
    ends: Prisma.sql`FALSE`,
  });
}

/** The batch of an undo by the user that can be made undone: not redone yet, and nothing decided by them since. */
export async function findRedoable(tx: Transaction, asked: Asked): Promise<Batch | null> {
  return walk(tx, asked, {
    rows: Prisma.sql`"Decision" d JOIN "Decision" o
      ON o."exemplarId" = d."exemplarId" AND o.sequence < d.sequence AND o."batchId" = d."undoesId"`,
    kind: Prisma.sql`o.kind`,
    is: redoable(),
    candidates: Prisma.sql`
      SELECT coalesce("redoesId", "batchId") AS "batchId", max(sequence) FILTER (WHERE kind = 'undo') AS sequence
      FROM newest WHERE sequence > coalesce((SELECT max(sequence) FROM newest WHERE ${fresh}), 0)
        AND (kind = 'undo' OR "redoesId" IS NOT NULL)
      GROUP BY 1
      HAVING count(*) FILTER (WHERE kind = 'undo') > count(*) FILTER (WHERE kind <> 'undo')`,
    ends: Prisma.sql`EXISTS (SELECT 1 FROM newest WHERE ${fresh})`,
  });
}

const fresh = Prisma.sql`kind NOT IN ('undo', 'override') AND "redoesId" IS NULL`;

interface Walk {
  rows: Prisma.Sql;
  kind: Prisma.Sql;
  is: Prisma.Sql;
  /** Batches and their place in the log, of the rows `newest`. */
  candidates: Prisma.Sql;
  /** Whether there is nothing to be found beyond the rows `newest`. */
  ends: Prisma.Sql;
}

/** More of the batch of a row, for the list of a SELECT. */
const about = (row: "b" | "d") => {
  const id = Prisma.sql`${Prisma.raw(row)}."batchId"`;
  return Prisma.sql`(SELECT count(*)::int FROM "Decision" r WHERE r."batchId" = ${id}) AS rows,
    EXISTS (SELECT 1 FROM "BulkDecision" j WHERE j.state IN ('waiting', 'running')
      AND (j.id = ${id} OR j.task->>'batchId' = ${id}::text)) AS "underWay"`;
};

async function walk(
  tx: Transaction,
  { userId, projectId, named }: Asked,
  { rows, kind, is, candidates, ends }: Walk,
): Promise<Batch | null> {
  if (named) {
    const [batch] = await tx.$queryRaw<Batch[]>`
      SELECT d."batchId"::text AS "batchId", ${kind}::text AS kind, ${about("d")} FROM ${rows}
      WHERE d."batchId" = ${named}::uuid AND d."projectId" = ${projectId}::uuid AND d."userId" = ${userId}::uuid
        AND ${is}
      LIMIT 1`;
    return batch ?? null;
  }
  for (let limit = WALK.first; ; limit *= WALK.growth) {
    // The fence keeps the costly condition to the few candidates that are looked at, in their order.
    const [found] = await tx.$queryRaw<(Batch & { isEnd: boolean })[]>`
      WITH newest AS MATERIALIZED (
        SELECT sequence, "batchId", kind, "undoesId", "redoesId" FROM "Decision"
        WHERE "projectId" = ${projectId}::uuid AND "userId" = ${userId}::uuid ORDER BY sequence DESC LIMIT ${limit}
      )
      SELECT b."batchId"::text AS "batchId", b.kind, ${about("b")}, (${ends} OR (SELECT count(*) FROM newest) < ${limit}) AS "isEnd"
      FROM (SELECT 1) AS one LEFT JOIN (
        SELECT c."batchId", first.kind FROM (${candidates} ORDER BY sequence DESC OFFSET 0) c
        CROSS JOIN LATERAL (
          SELECT ${kind}::text AS kind FROM ${rows} WHERE d."batchId" = c."batchId" AND ${is} LIMIT 1
        ) first
        LIMIT 1
      ) b ON TRUE`;
    if (found?.batchId) return found;
    if (!found || found.isEnd) return null;
  }
}
