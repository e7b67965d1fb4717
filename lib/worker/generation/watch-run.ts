import "server-only";
import { isActive } from "#lib/runs/run-state.ts";
import type { GenerationWorld } from "./generation-port.ts";

const EVERY_MS = 500;

/** The reason with which the signal of a run aborts that somebody cancelled, or deleted with its project. */
export class RunCancelled extends Error {}

/** The reason where somebody lets the run rest. */
export class RunPaused extends Error {}

/** A signal that aborts within a second of the run being cancelled, and with the process. */
export function watchRun(world: GenerationWorld, runId: string, parent: AbortSignal) {
  const controller = new AbortController();
  const ended = new AbortController();
  const stop = (reason: unknown) => controller.abort(reason);
  const onParent = () => stop(parent.reason);
  if (parent.aborted) onParent();
  parent.addEventListener("abort", onParent, { once: true });
  const watching = (async () => {
    while (!ended.signal.aborted && !controller.signal.aborted) {
      const state = await world.store.findState(runId);
      if (state === "paused") return stop(new RunPaused());
      if (state === null || !isActive(state)) return stop(new RunCancelled());
      await world.clock.sleep(EVERY_MS, ended.signal).catch(() => {});
    }
  })().catch(stop);
  return {
    signal: controller.signal,
    stop,
    end: async () => {
      ended.abort();
      parent.removeEventListener("abort", onParent);
      await watching;
    },
  };
}
