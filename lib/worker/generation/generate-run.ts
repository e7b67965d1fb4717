import "server-only";
import { RecipeProblem } from "#lib/recipes/recipe-problem.ts";
import { shareOf } from "#lib/runs/generation/ask-for-help.ts";
import type { RunToGenerate } from "#lib/runs/generation/run-work-queries.ts";
import { isActive } from "#lib/runs/run-state.ts";
import type { RunFailure } from "#lib/runs/runs.ts";
import { askingOf } from "./asking/asking-of.ts";
import { BudgetSpent } from "./asking/within-budget.ts";
import type { Claimant, GenerationPort, GenerationWorld } from "./generation-port.ts";
import { judgeExemplars } from "./judge-exemplars.ts";
import { produceBuiltIn } from "./produce-built-in.ts";
import { produceByModel } from "./produce-by-model.ts";
import { RunStop } from "./run-stop.ts";
import { screeningBeside } from "./screening-wake.ts";
import { RunCancelled, RunPaused, watchRun } from "./watch-run.ts";

const PAUSE_MS = 250;

/**
 * Brings a run to its end, from wherever an earlier process left it: plans it, produces what is pending, has it
 * screened and judged. Others may produce beside it. Every step may be repeated; none is done twice.
 * @throws what was not foreseen, so that the queue tries again; a foreseen end is written down in the run
 */
export async function generateRun(runId: string, parent: AbortSignal, world: GenerationWorld): Promise<void> {
  const { store, clock } = world;
  const run = await store.findRun(runId);
  if (!run || !isActive(run.state)) return;
  if (!(await store.move({ runId, event: "start" }))) return;
  const screening = screeningBeside(world, run.projectId, parent);
  const isFinished = await takePart({ world, runId, parent }, async ({ claimant, port, signal }) => {
    await store.releaseForsaken({ runId, here: claimant.here() });
    await store.plan({ runId, signal });
    for (;;) {
      const concurrency = shareOf(run.concurrency, { shard: 0, of: await world.askForHelp(runId) });
      await produce({ port, run: { ...run, concurrency }, signal, onSaved: screening.wake });
      // Where the answer to a claim was lost on its way, nobody knows that it is claimed.
      await store.release({ runId, claimedBy: claimant.id });
      await screening.settle();
      if (!(await store.hasItemsLeft(runId))) {
        await judgeExemplars({ port, run, signal }).catch(toldOfJudge);
        if ((await store.topUp(runId)) > 0) continue;
        if (await store.finish(runId)) return;
      }
      await store.releaseForsaken({ runId, here: claimant.here() });
      await clock.sleep(PAUSE_MS, signal);
      // It may have been cancelled and resumed since, quicker than the watch looks.
      if (!(await store.move({ runId, event: "start" }))) throw new RunCancelled();
    }
  });
  if (!isFinished) await screening.settle();
}

/** Produces items of a run, a share of its questions at once, until none is pending. @throws as generateRun */
export async function assistRun(
  { runId, ...share }: { runId: string; shard: number; of: number },
  parent: AbortSignal,
  world: GenerationWorld,
): Promise<void> {
  const run = await world.store.findRun(runId);
  if (run?.state !== "running") return;
  // It may have got a limit since it was shared.
  if ((await world.store.countShards(runId)) !== share.of) return;
  const concurrency = shareOf(run.concurrency, share);
  await takePart({ world, runId, parent }, ({ port, signal }) =>
    produce({ port, run: { ...run, concurrency }, signal, onSaved: () => {} }),
  );
}

interface Part {
  claimant: Claimant;
  port: GenerationPort;
  signal: AbortSignal;
}

/**
 * Works on a run under an id of its own, gives back what is not done in the end, and writes down an end that was
 * foreseen.
 * @returns false where the run ended or rests before its items were done
 */
async function takePart(
  { world, runId, parent }: { world: GenerationWorld; runId: string; parent: AbortSignal },
  work: (part: Part) => Promise<void>,
): Promise<boolean> {
  const { store } = world;
  const claimant = await world.claimant();
  const watch = watchRun(world, runId, parent);
  const { id: claimedBy } = claimant;
  const port: GenerationPort = {
    ...world,
    store: {
      ...store,
      claim: (asked) => store.claim({ ...asked, claimedBy }),
      save: (batch) => store.save({ ...batch, claimedBy }),
    },
  };
  try {
    try {
      await work({ claimant, port, signal: watch.signal });
      return true;
    } finally {
      await store.release({ runId, claimedBy });
    }
  } catch (error) {
    const reason = watch.signal.aborted ? watch.signal.reason : error;
    const failure = failureOf(reason);
    if (failure) await endWith(world, runId, failure);
    else if (reason instanceof BudgetSpent) await store.move({ runId, event: "exhaustBudget" });
    else if (!(reason instanceof RunCancelled || reason instanceof RunPaused)) throw error;
    return false;
  } finally {
    await watch.end();
    await claimant.end();
  }
}

interface Production {
  port: GenerationPort;
  run: RunToGenerate;
  signal: AbortSignal;
  onSaved: () => void;
}

async function produce(production: Production): Promise<void> {
  const { port, run } = production;
  if (run.generator === "builtIn") return produceBuiltIn(production);
  // An endpoint that is gone is no matter where nothing is left to ask it.
  if (!(await port.store.hasItemsLeft(run.id))) return;
  return produceByModel({ ...production, asking: await askingOf({ port, run }, "generator") });
}

/** A run whose plan is impossible has ended; anything else somebody can put right, and then continue. */
async function endWith({ store }: GenerationWorld, runId: string, failure: RunFailure) {
  if (failure.code === "planImpossible") await store.fail(runId, failure);
  else await store.pause(runId, failure);
}

function toldOfJudge(error: unknown): never {
  throw error instanceof RunStop ? new RunStop({ ...error.failure, ofJudge: true }) : error;
}

/** Null where the error was not foreseen. */
function failureOf(error: unknown): RunFailure | null {
  if (error instanceof RunStop) return error.failure;
  if (error instanceof RecipeProblem) {
    return { code: "planImpossible", detail: JSON.stringify({ key: error.key, values: error.values }) };
  }
  return null;
}
