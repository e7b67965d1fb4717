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
  const generator = endpointId === null ? null : await findModel({ userId, endpointId });
  const judge = input.judge ? await findModel({ userId, endpointId: input.judge.endpointId }) : null;
  const targets = input.targets.filter(({ count }) => count > 0);
  await refuseImpossiblePlan({ recipeVersionId, targets, seed });
  const keptEndpointId = await kept(userId, endpointId);
  const keptJudgeId = await kept(userId, input.judge?.endpointId ?? null);

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
        model: generator?.model ?? "built-in",
        seed,
        concurrency,
        targets: targets.map(({ labelId, count }) => ({ labelId, count })),
        createdById: userId,
        goal,
        reusesReplies,
        budgetCalls: budget.calls,
        budgetTokens: budget.tokens,
        budgetCost: budget.cost,
        inputPrice: generator?.prices?.input ?? null,
        outputPrice: generator?.prices?.output ?? null,
        judgeEndpointId: keptJudgeId,
        judgeModel: judge?.model ?? null,
        judgeInputPrice: judge?.prices?.input ?? null,
        judgeOutputPrice: judge?.prices?.output ?? null,
        rubric: input.judge?.rubric ?? "",
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

/** The model and its prices as they stand. @throws UserError not-found where the endpoint is not the user's */
async function findModel(asked: { userId: string; endpointId: string }) {
  const { model } = await getEndpointWithKey(asked);
  const listed = (await listEndpoints(asked.userId)).find(({ id }) => id === asked.endpointId);
  return { model, prices: listed?.prices ?? null };
}

async function kept(userId: string, endpointId: string | null): Promise<string | null> {
  return endpointId === ENVIRONMENT ? keepEnvironmentEndpoint(userId) : endpointId;
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
