import "server-only";
import { previewItems } from "#lib/recipes/drafts/preview-items.ts";
import type { PlanningMaterial } from "#lib/recipes/planning/planning.ts";
import { RecipeProblem } from "#lib/recipes/recipe-problem.ts";
import { getPlanningMaterial, getRecipeVersion } from "#lib/recipes/recipe-queries.ts";
import type { RecipeVersion } from "#lib/recipes/recipes.ts";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { isUuid } from "#lib/server/uuid.ts";
import { environmentEndpoint } from "#lib/settings/endpoint-queries.ts";
import { ENVIRONMENT } from "#lib/settings/endpoints.ts";
import { PASSES } from "../passing-exemplars.ts";
import { type EstimateBasis, type Measured, promptTokensOf, type Yield } from "./estimate.ts";
import { getJudgeBasis } from "./judge-basis-queries.ts";

/** So many filled prompts tell how long they are, or one a label where there are more labels. */
const PROMPTS = 40;
/** So many of the newest runs are measured. */
const RUNS = 50;

/**
 * What earlier runs tell of a run of this recipe version with this generator (null: the built-in one) and this judge
 * (null: none).
 * @throws UserError not-found
 */
export async function getEstimateBasis(asked: {
  userId: string;
  projectId: string;
  recipeVersionId: string;
  endpointId: string | null;
  judgeEndpointId: string | null;
}): Promise<EstimateBasis> {
  const { userId, projectId, recipeVersionId, endpointId, judgeEndpointId } = asked;
  const version = isUuid(recipeVersionId) ? await getRecipeVersion({ userId, recipeVersionId }) : null;
  if (version?.projectId !== projectId) throw new UserError("not-found", "runs.errors.recipeGone");
  const [endpoint, judgeEndpoint, material] = await Promise.all([
    endpointId === null ? null : findEndpoint({ userId, endpointId }),
    judgeEndpointId === null ? null : findEndpoint({ userId, endpointId: judgeEndpointId }),
    getPlanningMaterial({ userId, projectId }),
  ]);
  const model = endpointId === null ? "built-in" : (endpoint?.model ?? null);
  const [known, measured, judge] = await Promise.all([
    findYield({ projectId, recipeId: version.recipeId, model }),
    endpoint ? findMeasured({ userId, projectId, recipeVersionId, ...endpoint }) : null,
    judgeEndpointId === null ? null : getJudgeBasis({ userId, projectId, endpoint: judgeEndpoint }),
  ]);
  return {
    yield: known,
    measured,
    requestsPerMinute: endpoint?.requestsPerMinute ?? null,
    tokensPerMinute: endpoint?.tokensPerMinute ?? null,
    judge,
    ...promptsOf(version, material),
  };
}

/** Null: it was never used, or no longer is. */
async function findEndpoint({ userId, endpointId }: { userId: string; endpointId: string }) {
  const isOfEnvironment = endpointId === ENVIRONMENT;
  if (!isOfEnvironment && !isUuid(endpointId)) return null;
  const row = await db().endpoint.findFirst({
    where: { ownerId: userId, ...(isOfEnvironment ? { name: ENVIRONMENT } : { id: endpointId }) },
    select: { id: true, model: true, requestsPerMinute: true, tokensPerMinute: true },
  });
  // The environment may name another model by now than the one that was kept with its last run.
  return row && isOfEnvironment ? { ...row, model: environmentEndpoint()?.model ?? row.model } : row;
}

/** Means of this project's runs of the same recipe version, else of all runs of the user's with the same model. */
async function findMeasured(asked: {
  userId: string;
  projectId: string;
  recipeVersionId: string;
  id: string;
  model: string;
}): Promise<Measured | null> {
  const { userId, projectId, recipeVersionId, id: endpointId, model } = asked;
  const answered = { endpointId, model, answered: { gt: 0 } };
  const select = {
    number: true,
    calls: true,
    answered: true,
    promptTokens: true,
    completionTokens: true,
    latencyMs: true,
  } as const;
  const newest = { select, orderBy: { createdAt: "desc" }, take: RUNS } as const;
  const own = await db().run.findMany({ where: { ...answered, projectId, recipeVersionId }, ...newest });
  const runs =
    own.length > 0
      ? own
      : await db().run.findMany({ where: { ...answered, project: { ownerId: userId } }, ...newest });
  const sum = { calls: 0, answered: 0, promptTokens: 0, completionTokens: 0, latencyMs: 0 };
  for (const run of runs) {
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += Number(run[key]);
  }
  const { answered: answers } = sum;
  if (answers === 0) return null;
  // A provider that does not count leaves zeros.
  const counted = sum.promptTokens + sum.completionTokens > 0;
  const isOwn = own.length > 0;
  return {
    answers,
    callsPerAnswer: Math.max(1, sum.calls / answers),
    promptTokens: counted && isOwn ? sum.promptTokens / answers : null,
    completionTokens: counted ? sum.completionTokens / answers : null,
    latencyMs: sum.latencyMs / answers,
    from: isOwn ? { kind: "recipe", runs: own.map(({ number }) => number).reverse() } : { kind: "model" },
  };
}

/** Of the recipe's runs with this model, whatever the version, else of the project's; null where nothing has ended. */
async function findYield(asked: {
  projectId: string;
  recipeId: string;
  model: string | null;
}): Promise<Yield | null> {
  const { projectId, recipeId, model } = asked;
  const runs = await db().run.findMany({
    where: { projectId },
    orderBy: { number: "desc" },
    take: RUNS,
    select: { id: true, model: true, recipeVersion: { select: { recipeId: true } } },
  });
  const own = runs.filter((run) => run.model === model && run.recipeVersion.recipeId === recipeId);
  return (await yieldOf("recipe", own)) ?? (await yieldOf("project", runs));
}

async function yieldOf(from: Yield["from"], runs: { id: string }[]): Promise<Yield | null> {
  const runIds = runs.map(({ id }) => id);
  if (runIds.length === 0) return null;
  const [[made], failed] = await Promise.all([
    db().$queryRaw<{ screened: number; passed: number; judgeable: number }[]>`
      SELECT count("screenedAt")::int AS screened, count(*) FILTER (WHERE ${PASSES})::int AS passed,
        count(*) FILTER (WHERE ${PASSES} OR (status <> 'rejected' AND EXISTS (
          SELECT 1 FROM "Assessment" a WHERE a."exemplarId" = "Exemplar".id)))::int AS judgeable
      FROM "Exemplar" WHERE "runId" = ANY(${runIds}::uuid[])`,
    db().runItem.count({ where: { runId: { in: runIds }, state: "failed" } }),
  ]);
  const { screened = 0, passed = 0, judgeable = 0 } = made ?? {};
  return screened + failed === 0 ? null : { passed, judgeable, of: screened + failed, from };
}

function promptsOf(
  version: RecipeVersion,
  material: PlanningMaterial,
): Pick<EstimateBasis, "promptTokens" | "problem"> {
  try {
    const count = version.kind === "prompt" ? Math.max(PROMPTS, material.labels.length) : 1;
    const items = previewItems({ settings: version, material, seed: 1, from: 0, count });
    if (version.kind === "grammar" || items.length === 0) return { promptTokens: null, problem: null };
    const tokens = items.reduce((sum, { messages }) => sum + promptTokensOf(messages), 0);
    return { promptTokens: tokens / items.length, problem: null };
  } catch (error) {
    if (!(error instanceof RecipeProblem)) throw error;
    return { promptTokens: null, problem: { key: error.key, values: error.values } };
  }
}
