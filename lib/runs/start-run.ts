import "server-only";
import { planItems } from "#lib/recipes/plan-items.ts";
import { RecipeProblem } from "#lib/recipes/recipe-problem.ts";
import { getPlanningContext, getRecipeVersion } from "#lib/recipes/recipe-queries.ts";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { enqueue } from "#lib/server/queue.ts";
import { getEndpointWithKey, listEndpoints } from "#lib/settings/endpoint-queries.ts";
import { ENVIRONMENT } from "#lib/settings/endpoints.ts";
import { keepEnvironmentEndpoint } from "#lib/settings/keep-environment-endpoint.ts";
import { NO_BUDGET } from "./budget.ts";
import { generateRunJob } from "./generate-run-job.ts";
import type { StartRunInput, Target } from "./runs.ts";

/**
 * Puts a run in the queue, once it is known that its recipe fits the generator and can be filled for every label
 * asked for.
 * @returns the run's id
 */
export async function startRun(input: StartRunInput & { userId: string }): Promise<string> {
  const { userId, projectId, recipeVersionId, endpointId, seed, concurrency } = input;
  const { goal = "passing", budget = NO_BUDGET, reusesReplies = true, isDraft = false } = input;
  const version = await getRecipeVersion({ userId, recipeVersionId });
  if (version.projectId !== projectId) throw new UserError("not-found", "runs.errors.recipeGone");
  if (version.kind === "grammar" && endpointId !== null)
    throw new UserError("invalid", "runs.errors.needsPrompt");
  if (version.kind === "prompt" && endpointId === null)
    throw new UserError("invalid", "runs.errors.needsGrammar");
  const model = endpointId === null ? "built-in" : (await getEndpointWithKey({ userId, endpointId })).model;
  const prices = (await listEndpoints(userId)).find(({ id }) => id === endpointId)?.prices ?? null;
  const targets = input.targets.filter(({ count }) => count > 0);
  await refuseImpossiblePlan({ recipeVersionId, targets, seed });
  const keptEndpointId = endpointId === ENVIRONMENT ? await keepEnvironmentEndpoint(userId) : endpointId;

  return db().$transaction(async (transaction) => {
    // The lock keeps two starts at once from taking the same number.
    await transaction.$queryRaw`SELECT id FROM "Project" WHERE id = ${projectId}::uuid FOR UPDATE`;
    const last = await transaction.run.aggregate({ where: { projectId }, _max: { number: true } });
    const run = await transaction.run.create({
      data: {
        projectId,
        number: (last._max.number ?? 0) + 1,
        recipeVersionId,
        generator: endpointId === null ? "builtIn" : "openai",
        endpointId: keptEndpointId,
        model,
        seed,
        concurrency,
        targets: targets.map(({ labelId, count }) => ({ labelId, count })),
        createdById: userId,
        goal,
        reusesReplies,
        budgetCalls: budget.calls,
        budgetTokens: budget.tokens,
        budgetCost: budget.cost,
        inputPrice: prices?.input ?? null,
        outputPrice: prices?.output ?? null,
        state: isDraft ? "draft" : "queued",
      },
    });
    if (input.replacesId) {
      await transaction.run.deleteMany({ where: { id: input.replacesId, projectId, state: "draft" } });
    }
    if (!isDraft) await enqueue(generateRunJob, { runId: run.id }, transaction);
    return run.id;
  });
}

/** Plans one item a label: what cannot be filled once cannot be filled at all. */
async function refuseImpossiblePlan(plan: { recipeVersionId: string; targets: Target[]; seed: number }) {
  const context = await getPlanningContext(plan.recipeVersionId);
  const known = new Set(context.labels.map(({ id }) => id));
  if (plan.targets.some(({ labelId }) => !known.has(labelId))) {
    throw new UserError("conflict", "runs.errors.labelGone");
  }
  const targets = plan.targets.map(({ labelId }) => ({ labelId, count: 1 }));
  try {
    for (const _ of planItems({ ...context, targets, seed: plan.seed }));
  } catch (error) {
    if (error instanceof RecipeProblem) throw new UserError("invalid", error.key, error.values);
    throw error;
  }
}
