import "server-only";
import { judgeRelabelled, lockWithLikes } from "#lib/screening/findings/judge-relabelled.ts";
import { lockThresholds } from "#lib/screening/lock-thresholds.ts";
import { database, db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import type { BulkDecisionModel } from "#lib/server/generated/models.ts";
import { trustKeys } from "#lib/server/trust-keys.ts";
import { applyDecision, isRelabelling } from "../decisions/apply-decision.ts";
import { restoreDecisions } from "../decisions/undo/restore-decisions.ts";
import type { Decision } from "../review.ts";
import type { BulkTask } from "./bulk.ts";
import { fitnessFor } from "./bulk-queries.ts";

/** A bulk decision with what its filter matches, where it has one. */
export type BulkWork = Pick<BulkDecisionModel, "id" | "projectId" | "userId"> &
  (
    | {
        kind: "decide";
        decision: Decision;
        matches: Prisma.Sql;
        /** Bulk decisions that the same person asked for before: what they change stands in no way. */
        earlier: string[];
      }
    | (Extract<BulkTask, { kind: "undo" | "redo" }> & { of: "status" | "label" | "text" })
  );

interface Slice {
  changed: number;
  skipped: number;
  /** Where the next slice goes on; null where none is left. */
  place: bigint | null;
}

type Standing = Pick<BulkDecisionModel, "place" | "fromSequence" | "lastNumber">;
type Next = Standing & { rows: number };

/**
 * Changes the next `rows` exemplars at most and writes down how far it has come, in one transaction: killed at any
 * moment, it goes on where it stood, and nothing is done twice.
 * @returns whether there is more to do; not so where it was cancelled, has ended, or its project is gone
 * @throws UserError not-found, where the new label is gone
 */
export async function makeBulkSlice(work: BulkWork, rows: number): Promise<boolean> {
  return db().$transaction(async (tx) => {
    // The lock keeps a second worker, and whoever cancels, waiting until this slice is written down.
    const [standing] = await tx.$queryRaw<Standing[]>`
      SELECT place, "fromSequence", "lastNumber" FROM "BulkDecision"
      WHERE id = ${work.id}::uuid AND state IN ('waiting', 'running') FOR UPDATE`;
    if (!standing) return false;
    const { changed, skipped, place } =
      work.kind === "decide"
        ? await decide(tx, work, { ...standing, rows })
        : await restore(tx, work, { ...standing, rows });
    // What was expected and not changed was skipped, also where it dropped out of the filter before its turn.
    await tx.$executeRaw`
      UPDATE "BulkDecision" SET changed = changed + ${changed}::int, ${
        place === null
          ? Prisma.sql`state = 'done', "finishedAt" = ${new Date()}::timestamp,
              skipped = greatest(skipped + ${skipped}::int, expected - changed - ${changed}::int)`
          : Prisma.sql`state = 'running', place = ${place}::bigint, skipped = skipped + ${skipped}::int`
      } WHERE id = ${work.id}::uuid`;
    return place !== null;
  });
}

/** The next exemplars of the filter by their numbers: one that drops out of it by being decided moves no other. */
async function decide(
  tx: Transaction,
  work: Extract<BulkWork, { kind: "decide" }>,
  { place, fromSequence, lastNumber, rows }: Next,
): Promise<Slice> {
  const { id: batchId, projectId, userId, decision, matches, earlier } = work;
  const relabels = isRelabelling(decision);
  if (relabels) await lockThresholds(tx, { projectId });
  if (decision.kind === "relabel") await requireLabel(tx, projectId, decision.labelId);
  const next = Prisma.sql`
    SELECT e.id, e.number, e.revision FROM "Exemplar" e
    WHERE (${matches}) AND ${fitnessFor(decision).changes} AND e.number > ${Number(place)} AND e.number <= ${lastNumber}
    ORDER BY e.number LIMIT ${rows}`;
  // The embedded database has one session, and this transaction holds it: to lock what it changes anyway would be to
  // write every row twice.
  const picked =
    relabels || database().kind === "embedded"
      ? await tx.$queryRaw<Picked[]>`${next}`
      : await tx.$queryRaw<Picked[]>`
        SELECT p.id, p.number, l.revision FROM (${next}) p JOIN "Exemplar" l ON l.id = p.id ORDER BY l.id FOR UPDATE OF l`;
  if (picked.length === 0) return { changed: 0, skipped: 0, place: null };
  const exemplarIds = picked.map(({ id }) => id);
  const numbers = picked.map(({ number }) => number);
  if (relabels) await lockWithLikes(tx, { projectId, exemplarIds });
  else await trustKeys(tx);
  // Locked with a revision of 0, nobody has ever decided it. Of the others that is asked now that they are locked, and
  // counted rather than asked with EXISTS, so that no plan goes through the whole log.
  const untouched = picked.map(({ revision }) => !relabels && revision === 0);
  const { changed } = await applyDecision(tx, {
    userId,
    projectId,
    batchId,
    decision,
    chosen: Prisma.sql`
      SELECT p.id, p.position
      FROM unnest(${exemplarIds}::text[]::uuid[], ${numbers}::int[], ${untouched}::bool[]) AS p(id, position, untouched)
      WHERE p.untouched OR 0 = (SELECT count(*) FROM "Decision" n
        WHERE n."exemplarId" = p.id AND n.sequence > ${fromSequence}::bigint 
          AND n."batchId" <> ALL(${[batchId, ...earlier]}::text[]::uuid[]))`,
  });
  if (relabels) await judgeRelabelled(tx, { projectId, exemplarIds });
  return {
    changed,
    skipped: picked.length - changed,
    place: picked.length < rows ? null : BigInt(Math.max(...numbers)),
  };
}

interface Picked {
  id: string;
  number: number;
  revision: number;
}

async function requireLabel(tx: Transaction, projectId: string, labelId: string): Promise<void> {
  const label = await tx.label.findFirst({ where: { id: labelId, projectId }, select: { id: true } });
  if (!label) throw new UserError("not-found", "review.errors.labelMissing");
}

/** The next decisions of the batch in the order in which they were made: so many places of the log at most. */
async function restore(
  tx: Transaction,
  work: Extract<BulkWork, { kind: "undo" | "redo" }>,
  { place, rows }: Next,
): Promise<Slice> {
  const { id: asBatchId, projectId, userId, batchId, kind, of } = work;
  const [left] = await tx.$queryRaw<{ first: bigint | null; last: bigint | null }[]>`
    SELECT min(sequence) AS first, max(sequence) AS last FROM "Decision"
    WHERE "batchId" = ${batchId}::uuid AND sequence > ${place}::bigint`;
  if (!left?.first || !left.last) return { changed: 0, skipped: 0, place: null };
  const end = left.first + BigInt(rows);
  if (of === "status") await trustKeys(tx);
  const { count: changed } = await restoreDecisions(tx, {
    userId,
    projectId,
    batchId,
    asBatchId,
    kind,
    where: Prisma.sql`d.sequence >= ${left.first}::bigint AND d.sequence < ${end}::bigint`,
  });
  // How many could not be restored is known at the end: all that were expected and not changed.
  return { changed, skipped: 0, place: end > left.last ? null : end - 1n };
}
