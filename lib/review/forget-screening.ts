import "server-only";
import type { Transaction } from "#lib/server/db.ts";

/** What screening said of texts that are no longer there is taken away; they wait to be screened again. */
export async function forgetScreening(tx: Transaction, exemplarIds: string[]): Promise<void> {
  await tx.finding.deleteMany({ where: { exemplarId: { in: exemplarIds } } });
  await tx.match.deleteMany({ where: { exemplarId: { in: exemplarIds } } });
  await tx.exemplar.updateMany({
    where: { id: { in: exemplarIds } },
    data: {
      screenedAt: null,
      similarity: null,
      leakProbability: null,
      clusterId: null,
      openFindings: 0,
      openLeaks: 0,
    },
  });
}
