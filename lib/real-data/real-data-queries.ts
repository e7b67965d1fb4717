import "server-only";
import { db } from "#lib/server/db.ts";
import type { ImportModel } from "#lib/server/generated/models.ts";
import type { ImportSummary, RealData, SupportExample, SupportPage, SupportSearch } from "./real-data.ts";
import { refusal, supportPageSize } from "./real-data.ts";

interface Asked {
  userId: string;
  projectId: string;
}

/** What real data a project has: counts, the seal of the test set, and the last imports. Never a test text. */
export async function getRealData({ userId, projectId }: Asked): Promise<RealData> {
  const where = { projectId, project: { ownerId: userId } };
  const [support, test, testSet, imports] = await Promise.all([
    db().supportExample.groupBy({ by: ["labelId"], where, _count: true }),
    db().testRow.groupBy({ by: ["labelId"], where, _count: true }),
    db().testSet.findFirst({ where }),
    db().import.findMany({ where, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: 8 }),
  ]);
  const sealedBy =
    testSet && (await db().user.findUnique({ where: { id: testSet.sealedById }, select: { name: true } }));
  return {
    support: { count: total(support), perLabel: perLabel(support) },
    testSet: testSet && {
      count: testSet.rowCount,
      perLabel: perLabel(test),
      fingerprint: testSet.fingerprint,
      sealedAt: testSet.sealedAt,
      sealedBy: sealedBy?.name ?? null,
    },
    imports: imports.map(toSummary),
  };
}

/** All support examples in their order, for recipes and the built-in generator. */
export async function listSupportExamples(projectId: string): Promise<SupportExample[]> {
  return db().supportExample.findMany({
    where: { projectId },
    orderBy: { position: "asc" },
    select: { id: true, text: true, labelId: true },
  });
}

/** One page of the support examples that match, in their order. */
export async function findSupportExamples({
  userId,
  projectId,
  q,
  label,
  page,
}: Asked & SupportSearch): Promise<SupportPage> {
  const where = {
    projectId,
    project: { ownerId: userId },
    ...(label ? { labelId: label } : {}),
    ...(q ? { text: { contains: escapeLike(q), mode: "insensitive" as const } } : {}),
  };
  const [count, rows] = await Promise.all([
    db().supportExample.count({ where }),
    db().supportExample.findMany({
      where,
      orderBy: { position: "asc" },
      skip: (page - 1) * supportPageSize,
      take: supportPageSize,
      select: { id: true, text: true, labelId: true, position: true },
    }),
  ]);
  return { count, page, pages: Math.max(1, Math.ceil(count / supportPageSize)), rows };
}

function perLabel(groups: { labelId: string; _count: number }[]): Record<string, number> {
  return Object.fromEntries(groups.map(({ labelId, _count }) => [labelId, _count]));
}

function total(groups: { _count: number }[]): number {
  return groups.reduce((sum, { _count }) => sum + _count, 0);
}

function toSummary(row: ImportModel): ImportSummary {
  return {
    id: row.id,
    kind: row.kind,
    sourceName: row.sourceName,
    rowsRead: row.rowsRead,
    rowsAdded: row.rowsAdded,
    duplicates: row.duplicates,
    labelsCreated: row.labelsCreated.length,
    refusedCount: row.rowsRead - row.rowsAdded - row.duplicates,
    refused: refusal.array().parse(row.refused),
    supportInTest:
      row.supportExact === null || row.supportContained === null
        ? null
        : { exact: row.supportExact, contained: row.supportContained },
    createdAt: row.createdAt,
  };
}

/** `%` and `_` mean themselves. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
