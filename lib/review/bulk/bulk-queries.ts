import "server-only";
import { allOf, filterConditions } from "#lib/exemplars/exemplar-filter-queries.ts";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import type { BulkDecisionModel } from "#lib/server/generated/models.ts";
import type { Decision } from "../review.ts";
import { STATUS_AFTER } from "../review.ts";
import { alikeOf } from "../review-page-queries.ts";
import {
  type BulkFailure,
  type BulkPreview,
  type BulkProgress,
  type BulkQuestion,
  readTask,
} from "./bulk.ts";

/** How long one that has ended is still told of. */
const TOLD_MS = 60_000;

interface Scope {
  userId: string;
  projectId: string;
}

/** Conditions on `"Exemplar" e`: which exemplars a decision would change, and which of the others it cannot. */
export function fitnessFor(decision: Decision) {
  const no = Prisma.sql`FALSE`;
  switch (decision.kind) {
    case "accept":
      return {
        changes: Prisma.sql`(e.status <> 'accepted' AND e."screenedAt" IS NOT NULL)`,
        unscreened: Prisma.sql`(e.status <> 'accepted' AND e."screenedAt" IS NULL)`,
        unsuggested: no,
      };
    case "reject":
    case "reopen": {
      const changes = Prisma.sql`e.status <> ${STATUS_AFTER[decision.kind]}::"ExemplarStatus"`;
      return { changes, unscreened: no, unsuggested: no };
    }
    case "relabel":
      return {
        changes: Prisma.sql`e."labelId" <> ${decision.labelId}::uuid`,
        unscreened: no,
        unsuggested: no,
      };
    case "suggestion":
      return {
        changes: Prisma.sql`(e."suggestedLabelId" IS NOT NULL AND e."suggestedLabelId" <> e."labelId")`,
        unscreened: no,
        unsuggested: Prisma.sql`e."suggestedLabelId" IS NULL`,
      };
    case "flag":
      return { changes: Prisma.sql`NOT e.flagged`, unscreened: no, unsuggested: no };
    case "unflag":
      return { changes: Prisma.sql`e.flagged`, unscreened: no, unsuggested: no };
    case "confirm":
      return { changes: Prisma.sql`TRUE`, unscreened: no, unsuggested: no };
  }
}

/** Condition on `"Exemplar" e`: what a filter matches; what it is like is found first. */
export async function matchedBy(scope: Scope & Pick<BulkQuestion, "filter">): Promise<Prisma.Sql> {
  return allOf(await filterConditions({ ...scope, ...(await alikeOf(scope)) }));
}

/** What the decision would do, in one pass over the project. */
export async function previewBulk({
  userId,
  projectId,
  filter,
  decision,
}: BulkQuestion & { userId: string }): Promise<BulkPreview> {
  const { changes, unscreened, unsuggested } = fitnessFor(decision);
  const where = await matchedBy({ userId, projectId, filter });
  const [preview] = await db().$queryRaw<BulkPreview[]>`
    SELECT count(*)::int AS matching,
      count(*) FILTER (WHERE ${changes})::int AS changing,
      count(*) FILTER (WHERE ${changes} AND e."openFindings" > 0)::int AS "withOpenFindings",
      count(*) FILTER (WHERE ${changes} AND e."openLeaks" > 0)::int AS "withOpenLeaks",
      count(*) FILTER (WHERE ${unscreened})::int AS unscreened,
      count(*) FILTER (WHERE ${unsuggested})::int AS "withoutSuggestion"
    FROM "Exemplar" e WHERE ${where}`;
  if (!preview) throw new Error("An aggregate without groups is one row.");
  return preview;
}

/** Those under way, and those that ended within the last minute; the oldest first. */
export async function listBulks({ userId, projectId }: Scope): Promise<BulkProgress[]> {
  const found = await db().bulkDecision.findMany({
    where: {
      projectId,
      project: { ownerId: userId },
      OR: [
        { state: { in: ["waiting", "running"] } },
        { finishedAt: { gte: new Date(Date.now() - TOLD_MS) } },
      ],
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { user: { select: { name: true } } },
  });
  return found.map(({ user, ...bulk }) => progressOf(bulk, user.name));
}

/** @throws not-found */
export async function getBulk(
  { userId, projectId, bulkId }: Scope & { bulkId: string },
  client: Transaction = db(),
): Promise<BulkProgress> {
  const found = await client.bulkDecision.findFirst({
    where: { id: bulkId, projectId, project: { ownerId: userId } },
    include: { user: { select: { name: true } } },
  });
  if (!found) throw new UserError("not-found", "bulk.errors.missing");
  return progressOf(found, found.user.name);
}

function progressOf(bulk: Omit<BulkDecisionModel, "projectId" | "userId">, by: string): BulkProgress {
  const { id, state, expected, changed, skipped, error, createdAt, finishedAt } = bulk;
  const task = readTask(bulk.task);
  return {
    id,
    task: task.kind === "decide" ? { kind: task.kind, decision: task.decision } : task,
    state,
    expected,
    changed,
    skipped,
    error: error as BulkFailure | null,
    by,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** The projects that have bulk decisions under way. */
export async function listProjectIdsInBulk(): Promise<string[]> {
  const found = await db().bulkDecision.findMany({
    where: { state: { in: ["waiting", "running"] } },
    distinct: ["projectId"],
    select: { projectId: true },
  });
  return found.map(({ projectId }) => projectId);
}
