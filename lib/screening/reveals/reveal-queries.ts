import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import { type ExemplarReveals, type LeakBudget, LISTED_REVEALS, type SeenRows } from "./reveals.ts";

interface Asked {
  userId: string;
  projectId: string;
}

/** What has been seen of the test set, by whom, and whether the user may see more. Never a test text. */
export async function getLeakBudget({ userId, projectId }: Asked): Promise<LeakBudget> {
  const where = { projectId, project: { ownerId: userId } };
  const [permission, seen, different, people, last] = await Promise.all([
    db().revealPermission.findFirst({ where: { ...where, userId } }),
    getSeenRows({ userId, projectId }),
    db().reveal.groupBy({ by: ["testRowId"], where }),
    db().reveal.groupBy({ by: ["userId"], where, _count: true }),
    db().reveal.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: LISTED_REVEALS,
      select: {
        id: true,
        createdAt: true,
        exemplarNumber: true,
        user: { select: { name: true } },
        finding: { select: { kind: true } },
      },
    }),
  ]);
  const names = await namesOf(people.map((person) => person.userId));
  return {
    permittedSince: permission?.createdAt ?? null,
    seen,
    rowsSeenBefore: different.length - seen.rows,
    reveals: people.reduce((sum, { _count }) => sum + _count, 0),
    byPerson: people
      .map((person) => ({ name: names.get(person.userId) ?? "", reveals: person._count }))
      .sort((a, b) => b.reveals - a.reveals || a.name.localeCompare(b.name)),
    lastAt: last[0]?.createdAt ?? null,
    list: last.map(({ id, createdAt, exemplarNumber, user, finding }) => ({
      id,
      at: createdAt,
      by: user.name,
      exemplarNumber,
      kind: finding?.kind ?? null,
    })),
  };
}

/** How much of the test set has been seen; nothing of nothing where the project is not the user's. */
export async function getSeenRows({ userId, projectId }: Asked): Promise<SeenRows> {
  const project = await db().project.findFirst({
    where: { id: projectId, ownerId: userId },
    select: { id: true },
  });
  return project ? countSeenRows(db(), projectId) : { rows: 0, of: 0 };
}

/**
 * Counts the rows by their ids, which follow from their texts: a test set that is imported again has been seen as much
 * as before.
 */
export async function countSeenRows(transaction: Transaction, projectId: string): Promise<SeenRows> {
  const [seen] = await transaction.$queryRaw<SeenRows[]>`
    SELECT
      (SELECT count(DISTINCT r."testRowId")::int FROM "Reveal" r JOIN "TestRow" t ON t.id = r."testRowId"
        WHERE r."projectId" = ${projectId}::uuid AND t."projectId" = ${projectId}::uuid) AS rows,
      (SELECT count(*)::int FROM "TestRow" WHERE "projectId" = ${projectId}::uuid) AS of`;
  return seen ?? { rows: 0, of: 0 };
}

/** For the panel beside an exemplar. Of the test rows only how many. */
export async function getExemplarReveals({
  userId,
  projectId,
  exemplarId,
}: Asked & { exemplarId: string }): Promise<ExemplarReveals> {
  const where = { projectId, project: { ownerId: userId } };
  const [permission, seen, reveals] = await Promise.all([
    db().revealPermission.findFirst({ where: { ...where, userId } }),
    getSeenRows({ userId, projectId }),
    db().reveal.findMany({
      where: { ...where, finding: { exemplarId } },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      select: { findingId: true, createdAt: true, user: { select: { name: true } } },
    }),
  ]);
  const findings: ExemplarReveals["findings"] = {};
  for (const { findingId, createdAt, user } of reveals) {
    if (!findingId) continue;
    const times = (findings[findingId]?.times ?? 0) + 1;
    findings[findingId] = { times, lastAt: createdAt.toISOString(), lastBy: user.name };
  }
  return { mayReveal: permission !== null, seen, findings };
}

async function namesOf(userIds: string[]): Promise<Map<string, string>> {
  const users = await db().user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}
