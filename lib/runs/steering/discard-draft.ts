import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import type { AskedRun } from "../own-run.ts";
import { ownRun } from "../own-run.ts";
import type { StartRunInput, Target } from "../runs.ts";

/**
 * Deletes a draft: it asked for nothing, so nothing points to it.
 * @returns what makes one like it
 * @throws UserError not-found; conflict where it was started meanwhile
 */
export async function discardDraft(asked: AskedRun): Promise<StartRunInput> {
  const run = await ownRun(asked);
  const { id, projectId, recipeVersionId, endpointId, seed, concurrency, goal, reusesReplies } = run;
  const { judgeEndpointId, rubric } = run;
  const { count } = await db().run.deleteMany({ where: { id, state: "draft" } });
  if (count === 0) throw new UserError("conflict", "runs.errors.notLaunchable");
  return {
    ...{ projectId, recipeVersionId, endpointId, seed, concurrency, goal, reusesReplies },
    targets: run.targets as unknown as Target[],
    budget: { calls: run.budgetCalls, tokens: run.budgetTokens, cost: run.budgetCost },
    judge: judgeEndpointId === null ? null : { endpointId: judgeEndpointId, rubric },
    isDraft: true,
  };
}
