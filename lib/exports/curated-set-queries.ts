import "server-only";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { type Curated, HOLDS, type Hold, type LeftOut } from "./exports.ts";

/**
 * What keeps an accepted exemplar `e` out of an export; null where nothing does. What is not known blocks: an exemplar
 * that was not screened since its text or the test set changed, or of which no leak probability is known.
 */
export const holdOf = Prisma.sql`
  CASE
    WHEN e."screenedAt" IS NULL AND e.text <> e."originalText" THEN 'edited'
    WHEN e."screenedAt" IS NULL THEN 'notScreened'
    WHEN EXISTS (
      SELECT 1 FROM "TestSet" t WHERE t."projectId" = e."projectId"
        AND (t."sealedAt" > e."screenedAt" OR e."leakProbability" IS NULL)
    ) THEN 'notScreened'
    WHEN e."openLeaks" > 0 OR EXISTS (
      SELECT 1 FROM "Finding" f WHERE f."exemplarId" = e.id AND f.against = 'test' AND f.state = 'open'
    ) THEN 'openLeak'
  END`;

export interface HoldCount {
  hold: Hold | null;
  count: number;
}

export function leftOutOf(counts: HoldCount[]): LeftOut {
  const sum = (hold: Hold) =>
    counts.filter((group) => group.hold === hold).reduce((total, { count }) => total + count, 0);
  return Object.fromEntries(HOLDS.map((hold) => [hold, sum(hold)])) as LeftOut;
}

/** What an export would contain now, and what it would leave out. */
export async function getCurated({
  userId,
  projectId,
}: {
  userId: string;
  projectId: string;
}): Promise<Curated> {
  const where = { projectId, project: { ownerId: userId } };
  const [labels, testSet, counts] = await Promise.all([
    db().label.findMany({
      where,
      orderBy: [{ position: "asc" }, { id: "asc" }],
      select: { id: true, name: true, colour: true },
    }),
    db().testSet.findFirst({ where, select: { projectId: true } }),
    db().$queryRaw<(HoldCount & { labelId: string })[]>`
      SELECT e."labelId", ${holdOf} AS hold, count(*)::int AS count
      FROM "Exemplar" e JOIN "Project" p ON p.id = e."projectId"
      WHERE e."projectId" = ${projectId}::uuid AND p."ownerId" = ${userId}::uuid AND e.status = 'accepted'
      GROUP BY 1, 2`,
  ]);
  const ready = (labelId: string) =>
    counts.find((group) => group.labelId === labelId && group.hold === null)?.count ?? 0;
  const perLabel = labels.map((label) => ({ ...label, ready: ready(label.id) }));
  return {
    accepted: counts.reduce((total, { count }) => total + count, 0),
    ready: perLabel.reduce((total, label) => total + label.ready, 0),
    leftOut: leftOutOf(counts),
    hasTestSet: testSet !== null,
    labels: perLabel,
  };
}
