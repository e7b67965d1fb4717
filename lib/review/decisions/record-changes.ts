import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";

interface Changes {
  userId: string;
  projectId: string;
  /**
   * A SELECT of the changes, one at most for each exemplar, with the columns "exemplarId", position (the order in the
   * log), "batchId", kind, "undoesId", "redoesId", and the exemplar as it becomes: "toStatus", "toLabelId",
   * "toFlagged", "toText" (null: as it is), "decidedAt", "decidedById".
   */
  made: Prisma.Sql;
  at: Date;
}

export interface Changed {
  count: number;
  /** In the order of `numbers`, which rise. */
  ids: string[];
  numbers: number[];
}

/** Changes exemplars and writes down how, in one statement whatever their number. The caller has locked them. */
export async function recordChanges(
  tx: Transaction,
  { userId, projectId, made, at }: Changes,
): Promise<Changed> {
  const [changed] = await tx.$queryRaw<{ ids: string[] | null; numbers: number[] | null }[]>`
    ${statement({ userId, projectId, made, at })}
    SELECT array_agg(id::text ORDER BY number) AS ids, array_agg(number ORDER BY number) AS numbers FROM changed`;
  const { ids, numbers } = changed ?? {};
  return { count: ids?.length ?? 0, ids: ids ?? [], numbers: numbers ?? [] };
}

/** As `recordChanges`, but only counts them. */
export async function recordManyChanges(tx: Transaction, changes: Changes): Promise<number> {
  const [changed] = await tx.$queryRaw<{ count: number }[]>`
    ${statement(changes)} SELECT count(*)::int AS count FROM changed`;
  return changed?.count ?? 0;
}

function statement({ userId, projectId, made, at }: Changes): Prisma.Sql {
  return Prisma.sql`
    WITH made AS (${made}), before AS (
      SELECT m.*, e.status AS "fromStatus", e."labelId" AS "fromLabelId",
        CASE WHEN m."toText" IS NULL THEN NULL ELSE e.text END AS "fromText"
      FROM made m JOIN "Exemplar" e ON e.id = m."exemplarId"
    ), changed AS (
      UPDATE "Exemplar" e SET revision = e.revision + 1, status = b."toStatus", "labelId" = b."toLabelId",
        flagged = b."toFlagged", text = coalesce(b."toText", e.text), "decidedAt" = b."decidedAt",
        "decidedById" = b."decidedById"
      FROM before b WHERE e.id = b."exemplarId" RETURNING e.id, e.number
    ), recorded AS (
      INSERT INTO "Decision" (id, "projectId", "exemplarId", "userId", "batchId", kind, "undoesId", "redoesId",
        "fromStatus", "toStatus", "fromLabelId", "toLabelId", "fromText", "toText", "createdAt")
      SELECT gen_random_uuid(), ${projectId}::uuid, b."exemplarId", ${userId}::uuid, b."batchId",
        b.kind::"DecisionKind", b."undoesId", b."redoesId", b."fromStatus", b."toStatus", b."fromLabelId",
        b."toLabelId", b."fromText", b."toText", ${at}::timestamp
      FROM before b ORDER BY b.position
    )`;
}
