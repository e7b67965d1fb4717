import "server-only";
import type { Transaction } from "#lib/server/db.ts";

/**
 * Writes down that exemplars of the project may lack a suggested label, or have one of another support set, in the
 * transaction that screens them: a process that dies before it comes to that leaves it to the next.
 */
export async function askSuggestions(transaction: Transaction, projectId: string): Promise<void> {
  await transaction.project.updateMany({
    where: { id: projectId },
    data: { suggestionsAsked: { increment: 1 } },
  });
}
