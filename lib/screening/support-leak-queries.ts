import "server-only";
import { db } from "#lib/server/db.ts";

export interface SupportLeaks {
  /** Of the support examples, in the order of the support set. */
  ids: string[];
  /** Their places in the support set, from 1. */
  positions: number[];
}

/** The support examples that say a whole row of the sealed test set. */
export async function findSupportLeaks(asked: { userId: string; projectId: string }): Promise<SupportLeaks> {
  const rows = await db().supportExample.findMany({
    where: { projectId: asked.projectId, saysTestRow: true, project: { ownerId: asked.userId } },
    orderBy: { position: "asc" },
    select: { id: true, position: true },
  });
  return { ids: rows.map(({ id }) => id), positions: rows.map(({ position }) => position + 1) };
}
