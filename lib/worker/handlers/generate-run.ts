import "server-only";
import { EmbedderError } from "#lib/screening/embedders/embedder-error.ts";
import { screenExemplars } from "#lib/screening/screen-exemplars.ts";
import { screenProjectJob } from "#lib/screening/screen-project-job.ts";
import { enqueue } from "#lib/server/queue.ts";
import { throughRestarts } from "#lib/server/through-restarts.ts";
import { generateRun } from "../generation/generate-run.ts";
import { realWorld } from "../generation/real-world.ts";
import { RunStop } from "../generation/run-stop.ts";

interface Payload {
  runId: string;
}

export async function handle({ runId }: Payload, signal: AbortSignal): Promise<void> {
  try {
    await generateRun(runId, signal, { ...realWorld, screen: screenOrStop });
  } catch (error) {
    // The run has ended with this, and screening what it had was tried once more.
    if (!(error instanceof RunStop)) throw error;
  }
}

/** What cannot be embedded is not screened, and a run is not done before everything of it is. */
async function screenOrStop(asked: Parameters<typeof screenExemplars>[0]): Promise<void> {
  try {
    await throughRestarts(() => screenExemplars(asked));
  } catch (error) {
    if (!(error instanceof EmbedderError)) throw error;
    // A server that is down for a while is asked again by a job of its own, whatever becomes of the run.
    if (error.isPassing) await enqueue(screenProjectJob, { projectId: asked.projectId });
    throw new RunStop({ code: "screeningBlocked", detail: "" });
  }
}

/** The queue has tried often enough. */
export async function giveUp({ runId }: Payload, error: unknown): Promise<void> {
  const detail = error instanceof Error ? error.message : String(error);
  await realWorld.store.fail(runId, { code: "internal", detail });
}
