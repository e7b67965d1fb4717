import "server-only";
import { db } from "#lib/server/db.ts";

export interface SupportLeaks {
  /** Of the support examples, in the order of the support set. */
  ids: string[];
  /** Their places in the support set, from 1. */
  positions: number[];
  /** So many others hold words of the test set that no request may hold. */
  alsoWithheld: number;
}

/** The support examples that say a whole row of the sealed test set; and how many others recipes leave out for it. */
export async function findSupportLeaks(asked: { userId: string; projectId: string }): Promise<SupportLeaks> {
  const where = { projectId: asked.projectId, project: { ownerId: asked.userId } };
  const [rows, alsoWithheld] = await Promise.all([
    db().supportExample.findMany({
      where: { ...where, saysTestRow: true },
      orderBy: { position: "asc" },
      select: { id: true, position: true },
    }),
    db().supportExample.count({ where: { ...where, saysTestRow: false, holdsTestWords: true } }),
  ]);
  return { ids: rows.map(({ id }) => id), positions: rows.map(({ position }) => position + 1), alsoWithheld };
}
