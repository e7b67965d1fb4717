import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";

interface Changes {
  userId: string;
  projectId: string;
  /**
   * A SELECT of the changes, one at most for each exemplar, with the columns "exemplarId", position (the order in the
   * log), "batchId", kind, "undoesId", "redoesId", the exemplar as it is, "fromStatus" and "fromLabelId", and as it
   * becomes: "toStatus", "toLabelId", "toFlagged", "decidedAt", "decidedById"; where its text changes "fromText" and
   * "toText", else null.
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
    WITH made AS MATERIALIZED (${made}), changed AS (
      UPDATE "Exemplar" e SET revision = e.revision + 1, status = m."toStatus", "labelId" = m."toLabelId",
        flagged = m."toFlagged", text = coalesce(m."toText", e.text), "decidedAt" = m."decidedAt",
        "decidedById" = m."decidedById"
      FROM made m WHERE e.id = m."exemplarId" RETURNING e.id, e.number
    ), recorded AS (
      INSERT INTO "Decision" ("projectId", "exemplarId", "userId", "batchId", kind, "undoesId", "redoesId",
        "fromStatus", "toStatus", "fromLabelId", "toLabelId", "fromText", "toText", "createdAt")
      SELECT ${projectId}::uuid, m."exemplarId", ${userId}::uuid, m."batchId",
        m.kind::"DecisionKind", m."undoesId", m."redoesId", m."fromStatus", m."toStatus", m."fromLabelId",
        m."toLabelId", m."fromText", m."toText", ${at}::timestamp
      FROM made m ORDER BY m.position
    )`;
}
