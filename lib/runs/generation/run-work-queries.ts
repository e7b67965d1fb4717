import "server-only";
import { getPlanningContext } from "#lib/recipes/recipe-queries.ts";
import type { RecipeVersion } from "#lib/recipes/recipes.ts";
import { db } from "#lib/server/db.ts";
import { type Asker, budgetIn, spentIn } from "../budget.ts";
import type { RunState } from "../run-state.ts";
import type { Generator } from "../runs.ts";
import { type Allowance, allowanceOf } from "./allowance.ts";

/** What a worker must know of a run. For the server's own use: not scoped to a user. */
export interface RunToGenerate {
  id: string;
  projectId: string;
  state: RunState;
  generator: Generator;
  concurrency: number;
  reusesReplies: boolean;
  createdAt: Date;
  version: RecipeVersion;
  /** Words that replace one another, for the built-in generator. */
  synonyms: string[][];
  /** Null: it has none. */
  judge: { rubric: string } | null;
}

/** @returns null where the run was deleted with its project */
export async function findRunToGenerate(runId: string): Promise<RunToGenerate | null> {
  const run = await db().run.findUnique({ where: { id: runId } });
  if (!run) return null;
  const { version, synonyms } = await getPlanningContext(run.recipeVersionId);
  const { id, projectId, state, generator, concurrency, reusesReplies, createdAt } = run;
  const judge = run.judgeModel === null ? null : { rubric: run.rubric };
  return { id, projectId, state, generator, concurrency, reusesReplies, createdAt, version, synonyms, judge };
}

export async function findRunState(runId: string): Promise<RunState | null> {
  const run = await db().run.findUnique({ where: { id: runId }, select: { state: true } });
  return run?.state ?? null;
}

/** What a run may still spend on one whom it asks. @throws where it was deleted */
export async function readAllowance(runId: string, asker: Asker): Promise<Allowance> {
  const run = await db().run.findUniqueOrThrow({ where: { id: runId } });
  return allowanceOf(budgetIn(run), spentIn(run), asker);
}
