import "server-only";
import type { z } from "zod";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { enqueue } from "#lib/server/queue.ts";
import type { BulkProgress, BulkTask, bulkInput } from "./bulk.ts";
import { bulkDecisionJob } from "./bulk-decision-job.ts";
import { getBulk, previewBulk } from "./bulk-queries.ts";

/**
 * Asks for a decision on everything that the filter matches as it stands; a job makes it. Asked twice under one id it is
 * made once.
 * @throws not-found where the project or the new label is missing, conflict where the id is that of something else
 */
export async function startBulk(
  asked: z.output<typeof bulkInput> & { userId: string },
): Promise<BulkProgress> {
  const { userId, projectId, bulkId, decision, filter } = asked;
  if (decision.kind === "relabel") {
    const label = await db().label.findFirst({
      where: { id: decision.labelId, projectId, project: { ownerId: userId } },
      select: { id: true },
    });
    if (!label) throw new UserError("not-found", "review.errors.labelMissing");
  }
  const { changing } = await previewBulk(asked);
  await db().$transaction((transaction) =>
    storeBulk(transaction, {
      userId,
      projectId,
      bulkId,
      task: { kind: "decide", decision, filter },
      expected: changing,
    }),
  );
  return getBulk({ userId, projectId, bulkId });
}

interface StoredBulk {
  userId: string;
  projectId: string;
  bulkId: string;
  task: BulkTask;
  expected: number;
}

/**
 * Writes down what is to be done, where in the log of decisions it was asked for, and asks for the job.
 * @throws not-found where the project is not the user's, conflict where the id is taken
 */
export async function storeBulk(
  transaction: Transaction,
  { userId, projectId, bulkId, task, expected }: StoredBulk,
): Promise<void> {
  const project = await transaction.project.findFirst({
    where: { id: projectId, ownerId: userId },
    select: { lastExemplarNumber: true },
  });
  if (!project) throw new UserError("not-found", "review.errors.projectMissing");
  const last = await transaction.decision.findFirst({
    where: { projectId },
    orderBy: { sequence: "desc" },
    select: { sequence: true },
  });
  await transaction.bulkDecision.createMany({
    data: {
      id: bulkId,
      projectId,
      userId,
      task,
      expected,
      fromSequence: last?.sequence ?? 0n,
      lastNumber: project.lastExemplarNumber,
    },
    skipDuplicates: true,
  });
  const standing = await transaction.bulkDecision.findUniqueOrThrow({
    where: { id: bulkId },
    select: { projectId: true, userId: true },
  });
  if (standing.projectId !== projectId || standing.userId !== userId) {
    throw new UserError("conflict", "bulk.errors.taken");
  }
  await enqueue(bulkDecisionJob, { projectId }, transaction);
}
