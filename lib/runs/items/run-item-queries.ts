import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import type { Prisma } from "#lib/server/generated/client.ts";
import type { AskedRun } from "../own-run.ts";
import type { ItemFailureCode } from "../runs.ts";
import {
  ITEMS_A_PAGE,
  type RunItemDetail,
  type RunItemPage,
  type RunItemRow,
  type RunItemsAsked,
} from "./run-items.ts";

const EXCERPT = 200;

const columns = {
  id: true,
  position: true,
  labelId: true,
  state: true,
  attempts: true,
  errorCode: true,
  error: true,
  latencyMs: true,
  promptTokens: true,
  completionTokens: true,
  reused: true,
  exemplar: { select: { number: true, originalText: true } },
} as const;

const ofRun = ({ userId, projectId, runId }: AskedRun): Prisma.RunItemWhereInput => ({
  runId,
  run: { projectId, project: { ownerId: userId } },
});

/** A page of a run's items in the order of its plan. */
export async function listRunItems(asked: AskedRun & RunItemsAsked): Promise<RunItemPage> {
  const { filter, place } = asked;
  const backwards = place !== null && "before" in place;
  const where: Prisma.RunItemWhereInput = {
    ...ofRun(asked),
    ...(filter.state ? { state: filter.state } : {}),
    ...(filter.labelId ? { labelId: filter.labelId } : {}),
    ...(filter.reason ? { errorCode: filter.reason, state: filter.state ?? "failed" } : {}),
    ...(place ? { position: "before" in place ? { lt: place.before } : { gt: place.after } } : {}),
  };
  const found = await db().runItem.findMany({
    where,
    orderBy: { position: backwards ? "desc" : "asc" },
    take: ITEMS_A_PAGE + 1,
    select: columns,
  });
  const hasMore = found.length > ITEMS_A_PAGE;
  const items = found.slice(0, ITEMS_A_PAGE).map(toRow);
  return backwards
    ? { items: items.reverse(), hasBefore: hasMore, hasAfter: true }
    : { items, hasBefore: place !== null, hasAfter: hasMore };
}

/** One item with what was sent and what came back. @throws UserError not-found */
export async function getRunItem(asked: AskedRun & { itemId: string }): Promise<RunItemDetail> {
  const item = await db().runItem.findFirst({
    where: { id: asked.itemId, ...ofRun(asked) },
    select: { ...columns, messages: true, reply: true, finishedAt: true },
  });
  if (!item) throw new UserError("not-found", "runs.errors.itemNotFound");
  return {
    ...toRow(item),
    messages: item.messages as unknown as RunItemDetail["messages"],
    reply: item.reply,
    detail: item.error ?? "",
    // One that is asked for again keeps the time of its last failure.
    finishedAt:
      item.state === "produced" || item.state === "failed" ? (item.finishedAt?.toISOString() ?? null) : null,
    exemplarNumber: item.exemplar?.number ?? null,
  };
}

function toRow(item: Prisma.RunItemGetPayload<{ select: typeof columns }>): RunItemRow {
  const { errorCode, error, exemplar, ...row } = item;
  return {
    id: row.id,
    position: row.position,
    labelId: row.labelId,
    state: row.state,
    attempts: row.attempts,
    latencyMs: row.latencyMs,
    promptTokens: row.promptTokens,
    completionTokens: row.completionTokens,
    reused: row.reused,
    reason: errorCode as ItemFailureCode | null,
    excerpt: (exemplar?.originalText ?? error ?? "").slice(0, EXCERPT),
  };
}
