import "server-only";
import { judgeRelabelled, lockWithLikes } from "#lib/screening/findings/judge-relabelled.ts";
import { lockThresholds } from "#lib/screening/lock-thresholds.ts";
import { screenProjectJob } from "#lib/screening/screen-project-job.ts";
import { database, type Transaction } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { enqueue } from "#lib/server/queue.ts";
import type { DecisionKind } from "../../review.ts";
import { forgetScreening } from "../forget-screening.ts";
import { type Changed, recordChanges } from "../record-changes.ts";
import { decides, redoable, stands, undoable } from "./standing-decisions.ts";

interface Restore {
  userId: string;
  projectId: string;
  /** What is taken back; for a redo, the batch of the undo. */
  batchId: string;
  /** The batch of what is recorded for it. */
  asBatchId: string;
  kind: "undo" | "redo";
  /** What is taken back or made again, where the caller knows. */
  of?: DecisionKind;
  /** A condition on the rows `d` of the batch, such as `d.sequence <= 200`: which of them. */
  where: Prisma.Sql;
}

/**
 * Takes back decisions of a batch of the user, or makes again what an undo took back, and records that; locks the
 * exemplars, judges labels anew and has restored texts screened. What somebody else decided on top stays, and so does
 * what was taken back or made again before: it is not in the result.
 */
export async function restoreDecisions(tx: Transaction, restore: Restore): Promise<Changed> {
  const { projectId } = restore;
  const { relabelled, edited } = await lockBatch(tx, restore);
  const made = restore.kind === "undo" ? undone(restore) : redone(restore);
  const changed = await recordChanges(tx, { ...restore, ...made });
  if (changed.count === 0) return changed;
  if (relabelled) await judgeRelabelled(tx, { projectId, exemplarIds: changed.ids });
  if (edited) {
    await forgetScreening(tx, changed.ids);
    await enqueue(screenProjectJob, { projectId }, tx);
  }
  return changed;
}

/** The decisions that are taken back or made again: they say what the batch was about. */
const about = ({ kind }: Restore) =>
  kind === "undo"
    ? Prisma.sql`"Decision" d JOIN "Decision" o ON o."projectId" = d."projectId" AND o.sequence = d.sequence`
    : // The limit, and IS TRUE about the batch, keep the planner to the exemplar's own few decisions: where it knows
      // nothing of the log yet it would go through the whole batch for each.
      Prisma.sql`"Decision" d CROSS JOIN LATERAL (
        SELECT b.* FROM "Decision" b
        WHERE b."exemplarId" = d."exemplarId" AND b.sequence < d.sequence AND (b."batchId" = d."undoesId") IS TRUE
        LIMIT 1
      ) o`;

const ofBatch = ({ batchId, projectId, userId, where }: Restore) => Prisma.sql`
  d."batchId" = ${batchId}::uuid AND d."projectId" = ${projectId}::uuid AND d."userId" = ${userId}::uuid AND (${where})`;

async function lockBatch(tx: Transaction, restore: Restore) {
  const of = restore.of ?? (await kindOf(tx, restore));
  const relabelled = of === "relabel";
  if (relabelled) {
    const { projectId } = restore;
    await lockThresholds(tx, { projectId });
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT d."exemplarId" AS id FROM "Decision" d WHERE ${ofBatch(restore)}`;
    await lockWithLikes(tx, { projectId, exemplarIds: rows.map(({ id }) => id) });
  } else if (database().kind !== "embedded") {
    // Its one session is this transaction's: a lock would write every row once more for nobody.
    await tx.$executeRaw`
      SELECT e.id FROM "Exemplar" e JOIN "Decision" d ON d."exemplarId" = e.id
      WHERE ${ofBatch(restore)} ORDER BY e.id FOR UPDATE OF e`;
  }
  return { relabelled, edited: of === "edit" };
}

async function kindOf(tx: Transaction, restore: Restore): Promise<DecisionKind | undefined> {
  const [first] = await tx.$queryRaw<{ kind: DecisionKind }[]>`
    SELECT o.kind::text AS kind FROM ${about(restore)} WHERE ${ofBatch(restore)} LIMIT 1`;
  return first?.kind;
}

/** The limit keeps the planner from going through all exemplars for some, as it would for the conditions' cost. */
const withExemplar = Prisma.sql`
  CROSS JOIN LATERAL (SELECT x.* FROM "Exemplar" x WHERE x.id = d."exemplarId" LIMIT 1) e`;

/** Every decision raises the revision. */
const decidedTimes = (times: number) => Prisma.sql`e.revision = ${times}`;

const asItIs = Prisma.sql`e.status AS "fromStatus", e."labelId" AS "fromLabelId"`;

/** Only what the decision changed goes back. Whose the exemplar is then, the decision below tells. */
function undone(restore: Restore) {
  const at = new Date();
  const made = Prisma.sql`
    SELECT d."exemplarId", d.sequence AS position, ${restore.asBatchId}::text::uuid AS "batchId", 'undo'::text AS kind,
      d."batchId" AS "undoesId", NULL::uuid AS "redoesId",
      ${asItIs},
      CASE WHEN d."fromStatus" <> d."toStatus" THEN d."fromStatus" ELSE e.status END AS "toStatus",
      CASE WHEN d."fromLabelId" <> d."toLabelId" THEN d."fromLabelId" ELSE e."labelId" END AS "toLabelId",
      CASE d.kind WHEN 'flag' THEN FALSE WHEN 'unflag' THEN TRUE ELSE e.flagged END AS "toFlagged",
      CASE WHEN d."fromText" IS NOT NULL THEN e.text END AS "fromText", d."fromText" AS "toText",
      CASE WHEN NOT (${decides("d")}) THEN e."decidedAt" WHEN d."fromStatus" = 'pending' THEN NULL
        ELSE coalesce(below."createdAt", ${at}::timestamp) END AS "decidedAt",
      CASE WHEN ${decides("d")} THEN below."userId" ELSE e."decidedById" END AS "decidedById"
    FROM "Decision" d ${withExemplar}
    LEFT JOIN LATERAL (
      SELECT n."userId", n."createdAt" FROM "Decision" n
      WHERE NOT (${decidedTimes(1)}) AND n."exemplarId" = d."exemplarId" AND n.sequence < d.sequence AND ${decides("n")} AND ${stands("n")}
      ORDER BY n.sequence DESC LIMIT 1
    ) below ON TRUE
    WHERE ${ofBatch(restore)} AND ${undoable(decidedTimes(1))}`;
  return { made, at };
}

function redone(restore: Restore) {
  const at = new Date();
  const made = Prisma.sql`
    SELECT d."exemplarId", o.sequence AS position, ${restore.asBatchId}::text::uuid AS "batchId", o.kind::text AS kind,
      NULL::uuid AS "undoesId", d."batchId" AS "redoesId",
      ${asItIs},
      CASE WHEN o."fromStatus" <> o."toStatus" THEN o."toStatus" ELSE e.status END AS "toStatus",
      CASE WHEN o."fromLabelId" <> o."toLabelId" THEN o."toLabelId" ELSE e."labelId" END AS "toLabelId",
      CASE o.kind WHEN 'flag' THEN TRUE WHEN 'unflag' THEN FALSE ELSE e.flagged END AS "toFlagged",
      CASE WHEN o."toText" IS NOT NULL THEN e.text END AS "fromText", o."toText",
      CASE WHEN NOT (${decides("o")}) THEN e."decidedAt"
        WHEN o."toStatus" = 'pending' THEN NULL ELSE ${at}::timestamp END AS "decidedAt",
      CASE WHEN ${decides("o")} THEN d."userId" ELSE e."decidedById" END AS "decidedById"
    FROM ${about(restore)} ${withExemplar}
    WHERE ${ofBatch(restore)} AND ${redoable(decidedTimes(2))}`;
  return { made, at };
}
