import type { StartRunInput } from "#lib/runs/runs.ts";
import { startRun } from "#lib/runs/start-run.ts";
import { db } from "#lib/server/db.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedRecipe, seedVocabulary } from "#prisma/seed/recipes.ts";
import type { GenerationWorld } from "../generation/generation-port.ts";
import { realWorld } from "../generation/real-world.ts";

/** A project with a recipe of each kind, and a way to start and bring runs to their end. For tests. */
export async function makeTestWorld(options: { endpointUrl?: string } = {}) {
  const { id: userId } = await seedUser();
  const project = await seedProject({ ownerId: userId, labels: ["refund", "card lost", "top up"] });
  const { id: projectId } = project;
  const topics = Array.from({ length: 40 }, (_, i) => `topic number ${i}`);
  await seedVocabulary(projectId, "topic", topics);
  const recipeVersionOf = async (kind: "grammar" | "prompt") => {
    const template = "[Please|Kindly|Now] say something about {{ topic }} to the [bank|shop|office]";
    const { versions } = await seedRecipe({ projectId, userId, kind, template });
    return versions[0]?.id ?? "";
  };
  const endpoint = options.endpointUrl
    ? await db().endpoint.create({
        data: { ownerId: userId, name: "local", baseUrl: options.endpointUrl, model: "test-model" },
      })
    : null;
  const grammar = await recipeVersionOf("grammar");
  const prompt = await recipeVersionOf("prompt");
  const start = (count: number, concurrency = 4, given: Partial<StartRunInput> = {}) =>
    startRun({
      userId,
      projectId,
      recipeVersionId: endpoint ? prompt : grammar,
      endpointId: endpoint?.id ?? null,
      targets: project.labels.map(({ id: labelId }) => ({ labelId, count })),
      seed: 7,
      concurrency,
      goal: "produced",
      reusesReplies: false,
      ...given,
    });
  return { userId, projectId, labels: project.labels, endpoint, grammar, prompt, start };
}

/** Screens by saying so, in the order of the numbers. */
export const screenAtOnce: GenerationWorld["screen"] = async ({ projectId }) => {
  await db().exemplar.updateMany({
    where: { projectId, screenedAt: null },
    data: { screenedAt: new Date() },
  });
};

/** The world with a clock that does not wait. */
export function quickWorld(change: Partial<GenerationWorld> = {}): GenerationWorld {
  const clock = {
    now: realWorld.clock.now,
    sleep: (milliseconds: number, signal: AbortSignal) =>
      realWorld.clock.sleep(Math.min(milliseconds, 5), signal),
  };
  return { ...realWorld, clock, screen: screenAtOnce, ...change };
}

/** What must hold of a run at its end, whatever happened on the way. */
export async function accountOf(runId: string) {
  const run = await db().run.findUniqueOrThrow({ where: { id: runId } });
  const items = await db().runItem.groupBy({ by: ["state"], where: { runId }, _count: true });
  const exemplars = await db().exemplar.findMany({ where: { runId }, orderBy: { number: "asc" } });
  const numbers = exemplars.map(({ number }) => number);
  return {
    state: run.state,
    error: run.error,
    items: Object.fromEntries(items.map(({ state, _count }) => [state, _count])),
    exemplars,
    isContiguous: numbers.every((number, i) => i === 0 || number === (numbers[i - 1] ?? 0) + 1),
    itemsWithTwo: numbers.length - new Set(exemplars.map(({ runItemId }) => runItemId)).size,
    unscreened: exemplars.filter(({ screenedAt }) => screenedAt === null).length,
  };
}
