import "server-only";
import { listSupportIdsInTestSet } from "#lib/real-data/sealed-test-set.ts";
import { db } from "#lib/server/db.ts";

export interface SupportLeaks {
  /** Of the support examples, in the order of the support set. */
  ids: string[];
  /** Their places in the support set, from 1. */
  positions: number[];
}

/** The support examples whose normalised text is also in the sealed test set. */
export async function findSupportLeaks(asked: { userId: string; projectId: string }): Promise<SupportLeaks> {
  const ids = await listSupportIdsInTestSet(asked.projectId);
  const rows = await db().supportExample.findMany({
    where: { id: { in: ids }, projectId: asked.projectId, project: { ownerId: asked.userId } },
    orderBy: { position: "asc" },
    select: { id: true, position: true },
  });
  return { ids: rows.map(({ id }) => id), positions: rows.map(({ position }) => position + 1) };
}
