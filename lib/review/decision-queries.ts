import "server-only";
import { db } from "#lib/server/db.ts";
import type { DecisionDetail } from "./review.ts";

const HISTORY_LENGTH = 200;

interface Asked {
  projectId: string;
  exemplarId: string;
}

/** What was decided about an exemplar, the newest first. */
export async function listDecisions({ projectId, exemplarId }: Asked): Promise<DecisionDetail[]> {
  const decisions = await db().decision.findMany({
    where: { exemplarId, projectId },
    orderBy: { sequence: "desc" },
    take: HISTORY_LENGTH,
    include: { user: { select: { name: true } } },
  });
  const [labels, bulks] = await Promise.all([
    db().label.findMany({
      where: { id: { in: decisions.flatMap(({ fromLabelId, toLabelId }) => [fromLabelId, toLabelId]) } },
      select: { id: true, name: true },
    }),
    db().bulkDecision.findMany({
      where: { id: { in: decisions.map(({ batchId }) => batchId) } },
      select: { id: true },
    }),
  ]);
  const labelNames = new Map(labels.map(({ id, name }) => [id, name]));
  const ofBulk = new Set(bulks.map(({ id }) => id));
  const kinds = new Map(decisions.map(({ batchId, kind }) => [batchId, kind]));
  return decisions.map(({ sequence, kind, user, createdAt, fromLabelId, toLabelId, ...rest }) => ({
    sequence: String(sequence),
    kind,
    undoes: rest.undoesId === null ? null : (kinds.get(rest.undoesId) ?? null),
    isRedo: rest.redoesId !== null,
    isBulk: ofBulk.has(rest.batchId),
    by: user.name,
    at: createdAt.toISOString(),
    fromStatus: rest.fromStatus,
    toStatus: rest.toStatus,
    fromLabel: labelNames.get(fromLabelId) ?? null,
    toLabel: labelNames.get(toLabelId) ?? null,
    fromText: rest.fromText,
    toText: rest.toText,
    reason: rest.reason,
  }));
}
