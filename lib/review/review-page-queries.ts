import "server-only";
import { countExemplars } from "#lib/exemplars/counts/exemplar-count-queries.ts";
import type { ExemplarPage, PageRequest } from "#lib/exemplars/exemplar-pages.ts";
import { listExemplars } from "#lib/exemplars/exemplar-queries.ts";
import type { ExemplarFilter, ExemplarView } from "#lib/exemplars/exemplar-views.ts";
import { type ExemplarCounts, isId } from "#lib/exemplars/exemplars.ts";
import { resolveLikeness } from "#lib/screening/likeness/resolve-likeness.ts";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";

interface Scope {
  userId: string;
  projectId: string;
}

/**
 * One page of what the review screen shows; what is like one exemplar is found first.
 * @throws what listExemplars and nearestExemplars throw
 */
export async function getReviewPage({
  userId,
  projectId,
  filter,
  sort,
  page,
}: Scope & ExemplarView & { page: PageRequest }): Promise<ExemplarPage> {
  const scope = { userId, projectId, filter };
  return listExemplars({ ...scope, ...(await alikeOf(scope)), sort, page });
}

/** Whether a judge has scored any exemplar of the project. */
export async function hasJudgeScores({ userId, projectId }: Scope): Promise<boolean> {
  if (!isId(projectId)) return false;
  // By run, which an index finds; a project has no more runs than can be gone through.
  const scored = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM "Run" r JOIN "Project" p ON p.id = r."projectId"
    JOIN "Assessment" a ON a."runId" = r.id
    WHERE p.id = ${projectId}::uuid AND p."ownerId" = ${userId}::uuid AND a.score IS NOT NULL LIMIT 1`;
  return scored.length > 0;
}

/** The counts beside the values of a filter: see countExemplars. */
export async function getReviewCounts(
  scope: Scope & { filter: ExemplarFilter; signal?: AbortSignal },
): Promise<ExemplarCounts> {
  return countExemplars({ ...scope, ...(await alikeOf(scope)) });
}

/**
 * `alike` for the queries of lib/exemplars; nothing where the filter asks for no likeness. Like an exemplar that is not
 * there, as an address may ask for, is none.
 */
export async function alikeOf({
  userId,
  projectId,
  filter: { like },
}: Scope & { filter: ExemplarFilter }): Promise<{ alike?: string[] }> {
  if (like === null) return {};
  try {
    return { alike: await resolveLikeness({ userId, projectId, number: like }) };
  } catch (error) {
    if (error instanceof UserError && error.code === "not-found") return { alike: [] };
    throw error;
  }
}
