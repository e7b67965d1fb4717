import "server-only";
import { lockProject } from "#lib/projects/lock-project.ts";
import { readSealedRow } from "#lib/real-data/sealed-test-set.ts";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { countSeenRows } from "./reveal-queries.ts";
import type { RevealedRow } from "./reveals.ts";

/**
 * Shows the test row of one finding to one person, and writes that down in the same transaction: no text without its
 * entry in the log. Each look is an entry, the second at the same finding too.
 * @throws UserError not-found (the project, the finding), forbidden without the permission, conflict where the row is no
 * longer in the test set
 */
export async function revealTestRow(asked: {
  userId: string;
  projectId: string;
  findingId: string;
}): Promise<RevealedRow> {
  const { userId, projectId, findingId } = asked;
  return db().$transaction(async (transaction) => {
    // No import replaces the set meanwhile, nobody withdraws the permission, and of two reveals each counts the other.
    await lockProject(transaction, asked);
    const permission = await transaction.revealPermission.findUnique({
      where: { projectId_userId: { projectId, userId } },
    });
    if (!permission) throw new UserError("forbidden", "reveals.errors.notPermitted");
    const finding = await transaction.finding.findFirst({
      where: { id: findingId, projectId, against: "test", exemplar: { projectId } },
      select: { matchId: true, exemplar: { select: { number: true } } },
    });
    if (!finding?.matchId) throw new UserError("not-found", "reveals.errors.findingMissing");
    const { matchId: testRowId } = finding;
    const set = await transaction.testSet.findUnique({
      where: { projectId },
      select: { fingerprint: true },
    });
    if (!set) throw new UserError("conflict", "reveals.errors.rowGone");
    await transaction.reveal.create({
      data: {
        projectId,
        findingId,
        userId,
        exemplarNumber: finding.exemplar.number,
        testRowId,
        fingerprint: set.fingerprint,
      },
    });
    const times = await transaction.reveal.count({ where: { findingId, testRowId } });
    const seen = await countSeenRows(transaction, projectId);
    // Read last, so that no error that is logged can hold the text; without a row the entry is rolled back.
    const row = await readSealedRow(transaction, { projectId, rowId: testRowId });
    if (!row) throw new UserError("conflict", "reveals.errors.rowGone");
    return { ...row, times, seen };
  });
}
