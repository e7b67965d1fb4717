import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import type { RunModel } from "#lib/server/generated/models.ts";

export interface AskedRun {
  userId: string;
  projectId: string;
  runId: string;
}

/** @throws UserError not-found where it is not the user's */
export async function ownRun(
  { userId, projectId, runId }: AskedRun,
  client: Transaction = db(),
): Promise<RunModel> {
  const run = await client.run.findFirst({ where: { id: runId, projectId, project: { ownerId: userId } } });
  if (!run) throw new UserError("not-found", "runs.errors.notFound");
  return run;
}
