import "server-only";
import { judgeRelabelled, lockWithLikes } from "#lib/screening/findings/judge-relabelled.ts";
import { lockThresholds } from "#lib/screening/lock-thresholds.ts";
import type { Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import type { LeftExemplar, LeftReason, SavedChange } from "../changes.ts";
import type { Decision } from "../review.ts";
import { applyDecisions, isRelabelling } from "./apply-decision.ts";
import { fateOf, type LockedExemplar, missed } from "./fates.ts";
import { newestDecisions } from "./newest-decision-queries.ts";

export interface MadeDecision {
  batchId: string;
  exemplarIds: readonly string[];
  /** As seen by the reviewer, in the order of exemplarIds; absent: whatever they are now. */
  revisions?: readonly number[];
  decision: Decision;
}

interface Run {
  userId: string;
  projectId: string;
  /** No exemplar is in two of them. */
  changes: readonly MadeDecision[];
}

interface Chosen {
  id: string;
  change: MadeDecision;
}

type Outcome = SavedChange & { left: { id: string; reason: LeftReason }[] };

/**
 * Decisions on exemplars that have nothing to do with one another, made together; the log has them in their order. A
 * batch that stands already is not made again: what it passed over stays passed over. A new label makes conflicts of
 * labels or settles them, at once.
 * @throws UserError not-found where the project is not the user's
 */
export async function decideRun(tx: Transaction, run: Run): Promise<SavedChange[]> {
  const { projectId } = run;
  const relabels = run.changes.some(({ decision }) => isRelabelling(decision));
  const labels = relabels ? await labelsOf(tx, run.changes, projectId) : new Set<string>();
  const exemplars = await lock(tx, run, relabels);
  const made = await madeBefore(tx, run, exemplars);

  const chosen: Chosen[] = [];
  const outcomes = run.changes.map((change): Outcome => {
    const { decision, batchId } = change;
    if (decision.kind === "relabel" && !labels.has(decision.labelId)) {
      return { refused: new UserError("not-found", "review.errors.labelMissing"), left: [] };
    }
    const before = made.get(batchId);
    const left: Outcome["left"] = [];
    let count = before?.size ?? 0;
    const seen = new Set<string>(before);
    for (const [place, id] of change.exemplarIds.entries()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const fate = fateOf(exemplars.get(id), decision, change.revisions?.[place]);
      if (fate === "asItIs") continue;
      if (fate !== "changes") left.push({ id, reason: fate });
      else if (before) left.push({ id, reason: missed(decision) });
      else {
        chosen.push({ id, change });
        count += 1;
      }
    }
    return { outcome: { kind: "decided", decided: count, left: [] }, left };
  });
  await record(tx, run, chosen);
  return withNewest(tx, outcomes);
}

async function labelsOf(tx: Transaction, changes: readonly MadeDecision[], projectId: string) {
  const ids = changes.flatMap(({ decision }) => (decision.kind === "relabel" ? [decision.labelId] : []));
  const labels = await tx.label.findMany({ where: { projectId, id: { in: ids } }, select: { id: true } });
  return new Set(labels.map(({ id }) => id));
}

/** Waits for other writers of these rows, always in the same order, and gives the rows as they are then. */
async function lock(tx: Transaction, { userId, projectId, changes }: Run, relabels: boolean) {
  const ids = changes.flatMap(({ exemplarIds }) => exemplarIds);
  if (relabels) {
    await lockThresholds(tx, { projectId, userId });
    await lockWithLikes(tx, { projectId, exemplarIds: ids });
  }
  const rows = await tx.$queryRaw<LockedExemplar[]>`
    SELECT e.id, e.revision, e.status::text AS status, e."labelId", e.flagged, e."suggestedLabelId",
      e."screenedAt" IS NOT NULL AS screened
    FROM "Exemplar" e JOIN "Project" p ON p.id = e."projectId"
    WHERE p.id = ${projectId}::uuid AND p."ownerId" = ${userId}::uuid AND e.id = ANY(${ids}::text[]::uuid[])
    ORDER BY e.id FOR UPDATE OF e`;
  if (rows.length === 0) {
    const project = await tx.project.findFirst({
      where: { id: projectId, ownerId: userId },
      select: { id: true },
    });
    if (!project) throw new UserError("not-found", "review.errors.projectMissing");
  }
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * The exemplars of batches that stand already. Deciding raises the revision, so that where each is as it was seen,
 * none was made.
 */
async function madeBefore(
  tx: Transaction,
  { userId, projectId, changes }: Run,
  exemplars: Map<string, LockedExemplar>,
) {
  const suspects = changes.filter(
    ({ exemplarIds, revisions }) =>
      !revisions || exemplarIds.some((id, place) => exemplars.get(id)?.revision !== revisions[place]),
  );
  const made = new Map<string, Set<string>>();
  if (suspects.length === 0) return made;
  const rows = await tx.decision.findMany({
    where: { batchId: { in: suspects.map(({ batchId }) => batchId) }, projectId, userId },
    select: { batchId: true, exemplarId: true },
  });
  for (const { batchId, exemplarId } of rows) {
    const ids = made.get(batchId) ?? new Set();
    made.set(batchId, ids.add(exemplarId));
  }
  return made;
}

async function record(tx: Transaction, { userId, projectId }: Run, chosen: readonly Chosen[]) {
  if (chosen.length === 0) return;
  const column = (value: (of: Chosen) => string) => chosen.map(value);
  const decided = await applyDecisions(tx, {
    userId,
    projectId,
    chosen: Prisma.sql`
      SELECT a.id::uuid AS id, a.position, a."batchId"::uuid AS "batchId", a.kind,
        nullif(a."labelId", '')::uuid AS "labelId"
      FROM unnest(${column(({ id }) => id)}::text[], ${column(({ change }) => change.batchId)}::text[],
        ${column(({ change }) => change.decision.kind)}::text[],
        ${column(({ change: { decision } }) => (decision.kind === "relabel" ? decision.labelId : ""))}::text[])
        WITH ORDINALITY AS a(id, "batchId", kind, "labelId", position)`,
  });
  if (decided !== chosen.length)
    throw new Error(`${chosen.length} decisions were to be made, ${decided} were`);
  const relabelled = chosen.filter(({ change }) => isRelabelling(change.decision)).map(({ id }) => id);
  if (relabelled.length > 0) await judgeRelabelled(tx, { projectId, exemplarIds: relabelled });
}

async function withNewest(tx: Transaction, outcomes: readonly Outcome[]): Promise<SavedChange[]> {
  const ids = outcomes.flatMap(({ left }) => left.map(({ id }) => id));
  const newest = await newestDecisions(tx, ids);
  const told = ({ id, reason }: Outcome["left"][number]): LeftExemplar => ({
    id,
    reason,
    newest: newest.get(id) ?? null,
  });
  return outcomes.map((saved) =>
    "outcome" in saved && saved.outcome.kind === "decided"
      ? { outcome: { ...saved.outcome, left: saved.left.map(told) } }
      : saved,
  );
}
