import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import type { BulkDecisionModel } from "#lib/server/generated/models.ts";
import { giveWay } from "#lib/server/give-way.ts";
import { enqueue } from "#lib/server/queue.ts";
import { vacuum } from "#lib/server/vacuum.ts";
import { isRelabelling } from "../decisions/apply-decision.ts";
import { type BulkFailure, readTask } from "./bulk.ts";
import { bulkDecisionJob } from "./bulk-decision-job.ts";
import { matchedBy } from "./bulk-queries.ts";
import { type BulkWork, makeBulkSlice } from "./make-bulk-slice.ts";

/**
 * How long a slice should take: others wait for it where the database has one session, and each slice may in turn
 * wait for them.
 */
const SLICE_MS = 150;
/** Fewer would make the statements of a slice cost more than its rows, but for labels, which are judged anew. */
const LEAST_ROWS = { label: 50, other: 500 } as const;
const MOST_ROWS = 5_000;
/** So many changed rows left behind make the next bulk decision a fifth slower: more than it takes to free them. */
const MANY_ROWS = 10_000;

interface Asked {
  projectId: string;
  signal?: AbortSignal;
  /** Exemplars of a slice; absent: as many as are changed in the time that others may wait. */
  rows?: number;
}

/**
 * Makes the project's bulk decisions that are under way, in the order in which they were asked for, and lets others
 * ask the database between two slices. One that cannot be made is written down as failed; those after it are made.
 * @throws the signal's reason, and what was not expected; whatever was not made then still is to be
 */
export async function makeBulks({ projectId, signal, rows }: Asked): Promise<void> {
  for (;;) {
    const bulk = await nextBulk(projectId);
    if (!bulk) return;
    try {
      const work = await workOf(bulk);
      const least = relabels(work) ? LEAST_ROWS.label : LEAST_ROWS.other;
      let next: number = least;
      let looked = 0;
      for (let isOver = false; !isOver; ) {
        signal?.throwIfAborted();
        await giveWay();
        const start = performance.now();
        isOver = !(await makeBulkSlice(work, rows ?? next));
        looked += rows ?? next;
        next = Math.max(least, fitting(next, performance.now() - start));
      }
      if (looked >= MANY_ROWS) await vacuum("Exemplar");
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      await fail(bulk.id, failure);
    }
  }
}

function relabels(work: BulkWork): boolean {
  return work.kind === "decide" ? isRelabelling(work.decision) : work.of === "label";
}

/** How many rows the next slice should have, where the last had so many and took so long. */
function fitting(rows: number, ms: number): number {
  const wanted = (rows * SLICE_MS) / ms;
  // Twice as many at most: a slice may have been quick by chance.
  return Math.round(Math.min(wanted, 2 * rows, MOST_ROWS));
}

/** After the last try: the one that stood in the way is given up, and those after it are asked for again. */
export async function giveUpBulk(projectId: string): Promise<void> {
  const bulk = await nextBulk(projectId);
  if (bulk) await fail(bulk.id, "internal");
  if (await nextBulk(projectId)) await enqueue(bulkDecisionJob, { projectId });
}

function nextBulk(projectId: string): Promise<BulkDecisionModel | null> {
  return db().bulkDecision.findFirst({
    where: { projectId, state: { in: ["waiting", "running"] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

/** What a text or a likeness is searched for is found here, once for all slices. */
async function workOf({ id, projectId, userId, task, createdAt }: BulkDecisionModel): Promise<BulkWork> {
  const asked = readTask(task);
  const scope = { id, projectId, userId };
  if (asked.kind !== "decide") return { ...scope, ...asked, of: await matterOf(asked.batchId) };
  const { kind, decision, filter } = asked;
  const before = await db().bulkDecision.findMany({
    where: { projectId, userId, createdAt: { lte: createdAt }, finishedAt: { gte: createdAt }, NOT: { id } },
    select: { id: true },
  });
  return {
    ...scope,
    kind,
    decision,
    matches: await matchedBy({ userId, projectId, filter }),
    earlier: before.map((bulk) => bulk.id),
  };
}

/** What all decisions of a batch change; flags count as status, because nothing hangs on them either. */
async function matterOf(batchId: string) {
  const first = await db().decision.findFirst({
    where: { batchId },
    orderBy: { sequence: "asc" },
    select: { fromLabelId: true, toLabelId: true, toText: true },
  });
  if (first && first.fromLabelId !== first.toLabelId) return "label";
  return first?.toText == null ? "status" : "text";
}

function failureOf(error: unknown): BulkFailure | null {
  if (!(error instanceof UserError)) return null;
  if (error.key === "review.errors.labelMissing") return "labelMissing";
  if (error.key.startsWith("review.errors.pattern")) return "pattern";
  return error.code === "not-found" ? "exemplarMissing" : null;
}

async function fail(id: string, error: BulkFailure): Promise<void> {
  await db().bulkDecision.updateMany({
    where: { id, state: { in: ["waiting", "running"] } },
    data: { state: "failed", error, finishedAt: new Date() },
  });
}
