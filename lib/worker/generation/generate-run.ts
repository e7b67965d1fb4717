import "server-only";
import { RecipeProblem } from "#lib/recipes/recipe-problem.ts";
import type { RunToGenerate } from "#lib/runs/generation/run-work-queries.ts";
import { isActive } from "#lib/runs/run-state.ts";
import type { RunFailure } from "#lib/runs/runs.ts";
import type { GenerationPort } from "./generation-port.ts";
import { produceBuiltIn } from "./produce-built-in.ts";
import { produceByModel } from "./produce-by-model.ts";
import { RunStop } from "./run-stop.ts";
import { screeningBeside } from "./screening-wake.ts";
import { RunCancelled, watchRun } from "./watch-run.ts";
import { BudgetSpent, withinBudget } from "./within-budget.ts";

const PAUSE_MS = 250;

/**
 * Brings a run to its end, from wherever an earlier process left it: plans it, produces what is pending, has it
 * screened. Every step may be repeated; none is done twice.
 * @throws what was not foreseen, so that the queue tries again; a foreseen end is written down in the run
 */
export async function generateRun(runId: string, parent: AbortSignal, port: GenerationPort): Promise<void> {
  const { store, clock } = port;
  const run = await store.findRun(runId);
  if (!run || !isActive(run.state)) return;
  if (!(await store.move({ runId, event: "start" }))) return;
  const watch = watchRun(port, runId, parent);
  const screening = screeningBeside(port, run.projectId, parent);
  try {
    await store.release(runId);
    await store.plan({ runId, signal: watch.signal });
    for (;;) {
      await produce({ port, run, signal: watch.signal, onSaved: screening.wake });
      await screening.settle();
      if ((await store.topUp(runId)) > 0) continue;
      if (await store.finish(runId)) return;
      await clock.sleep(PAUSE_MS, watch.signal);
      // It may have been cancelled and resumed since, quicker than the watch looks.
      if (!(await store.move({ runId, event: "start" }))) throw new RunCancelled();
    }
  } catch (error) {
    const reason = watch.signal.aborted ? watch.signal.reason : error;
    const failure = failureOf(reason);
    const isForeseen = failure || reason instanceof RunCancelled || reason instanceof BudgetSpent;
    if (!isForeseen) throw error;
    if (reason instanceof BudgetSpent) await store.move({ runId, event: "exhaustBudget" });
    if (failure) await endWith(port, runId, failure);
    await store.release(runId);
    await screening.settle();
  } finally {
    await watch.end();
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
  const endpoint = await port.store.findEndpoint(run.id).catch((error: Error) => {
    throw new RunStop({ code: "keyUnreadable", detail: error.message });
  });
  if (!endpoint) throw new RunStop({ code: "endpointMissing", detail: "" });
  const allowance = await port.store.allowance(run.id);
  return produceByModel({
    ...production,
    llm: withinBudget(port.llm(endpoint, run.projectId), allowance),
    remember: (llm) => port.remember(llm, { run, endpoint }),
  });
}

/** A run whose plan is impossible has ended; anything else somebody can put right, and then continue. */
async function endWith({ store }: GenerationPort, runId: string, failure: RunFailure) {
  if (failure.code === "planImpossible") await store.fail(runId, failure);
  else await store.pause(runId, failure);
}

/** Null where the error was not foreseen. */
function failureOf(error: unknown): RunFailure | null {
  if (error instanceof RunStop) return error.failure;
  if (error instanceof RecipeProblem) {
    return { code: "planImpossible", detail: JSON.stringify({ key: error.key, values: error.values }) };
  }
  return null;
}
