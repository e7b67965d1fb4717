import "server-only";
import type { Transaction } from "#lib/server/db.ts";

/**
 * Writes down that the project's near-duplicates are to be clustered anew, in the transaction that changes matches or
 * thresholds: a process that dies before it comes to that leaves it to the next.
 */
export async function askClusters(transaction: Transaction, projectId: string): Promise<void> {
  await transaction.project.updateMany({
    where: { id: projectId },
    data: { clustersAsked: { increment: 1 } },
  });
}
