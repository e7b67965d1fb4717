import "server-only";
import type { z } from "zod";
import { projectEgress } from "#lib/real-data/egress/project-egress.ts";
import { planItems } from "#lib/recipes/plan-items.ts";
import { RecipeProblem } from "#lib/recipes/recipe-problem.ts";
import { getPlanningMaterial, getRecipeVersion } from "#lib/recipes/recipe-queries.ts";
import type { PlannedItem } from "#lib/recipes/recipes.ts";
import { UserError } from "#lib/server/errors.ts";
import { type ChatRequest, connectLlm, outcomeOfAnswer } from "#lib/server/llm/llm.ts";
import type { ChatOutcome } from "#lib/server/llm/llm-outcome.ts";
import { getEndpointWithKey } from "#lib/settings/endpoint-queries.ts";
import { findReplies, replyKey, storeReplies } from "../generation/stored-replies.ts";
import { TRIAL_PROMPTS, type TriedPrompt, type tryPromptsInput } from "./trial.ts";

const TIMEOUT_MS = 30_000;

/**
 * Sends the first prompts of the run of this recipe version, targets and seed. Answers are kept, so that neither another
 * trial nor the run pays for them again.
 * @throws UserError where the endpoint is gone, or the recipe cannot be filled
 */
export async function tryPrompts(
  asked: z.output<typeof tryPromptsInput> & { userId: string },
): Promise<TriedPrompt[]> {
  const { userId, projectId, recipeVersionId, endpointId, seed } = asked;
  const version = await getRecipeVersion({ userId, recipeVersionId });
  if (version.projectId !== projectId) throw new UserError("not-found", "runs.errors.recipeGone");
  if (version.kind !== "prompt") throw new UserError("invalid", "runs.errors.needsPrompt");
  const [endpoint, material] = await Promise.all([
    getEndpointWithKey({ userId, endpointId }),
    getPlanningMaterial({ userId, projectId }),
  ]);
  const targets = asked.targets.filter(({ count }) => count > 0);
  const known = new Set(material.labels.map(({ id }) => id));
  if (targets.some(({ labelId }) => !known.has(labelId))) {
    throw new UserError("conflict", "runs.errors.labelGone");
  }
  const items = fill(() => [...planItems({ ...material, version, targets, seed }).take(TRIAL_PROMPTS)]);
  const { temperature, topP, maxTokens } = version;
  const requests = items.map(({ messages, seed }) => ({ messages, temperature, topP, maxTokens, seed }));
  const keys = requests.map((request) => replyKey(endpoint, request));
  const stored = await findReplies(projectId, keys);
  const llm = connectLlm(endpoint, projectEgress(projectId), TIMEOUT_MS);
  const ask = async (request: ChatRequest, key: string): Promise<Answer> => {
    const started = performance.now();
    const outcome = await llm.ask(request, AbortSignal.timeout(TIMEOUT_MS));
    const latencyMs = Math.round(performance.now() - started);
    if ("raw" in outcome && outcome.raw !== null) {
      await storeReplies(projectId, [{ key, raw: outcome.raw, ...outcome.usage, latencyMs }]);
    }
    return { outcome, latencyMs };
  };
  const answers = await Promise.all(
    requests.map((request, i) => {
      const earlier = stored[i];
      return earlier
        ? { outcome: outcomeOfAnswer(earlier.raw), latencyMs: earlier.latencyMs }
        : ask(request, keys[i] as string);
    }),
  );
  return answers.map((answer, i) => resultOf(items[i]?.labelId ?? "", answer));
}

interface Answer {
  outcome: ChatOutcome;
  latencyMs: number;
}

function resultOf(labelId: string, { outcome, latencyMs }: Answer): TriedPrompt {
  if (outcome.kind === "stop" || outcome.kind === "transient") {
    const { code, detail } = outcome;
    return { labelId, result: { code, detail }, promptTokens: null, completionTokens: null, latencyMs: null };
  }
  const isAnswered = outcome.raw !== null;
  const result =
    outcome.kind === "text" ? { text: outcome.text } : { code: outcome.code, detail: outcome.detail };
  return { labelId, result, ...outcome.usage, latencyMs: isAnswered ? latencyMs : null };
}

function fill(items: () => PlannedItem[]): PlannedItem[] {
  try {
    return items();
  } catch (error) {
    if (error instanceof RecipeProblem) throw new UserError("invalid", error.key, error.values);
    throw error;
  }
}
