import "server-only";
import { EmbedderError } from "#lib/screening/embedders/embedder-error.ts";
import { enqueueJudging } from "#lib/screening/judge/enqueue-judging.ts";
import { screenExemplars } from "#lib/screening/screen-exemplars.ts";
import { generateRun } from "../generation/generate-run.ts";
import { realWorld } from "../generation/real-world.ts";
import { RunStop } from "../generation/run-stop.ts";

interface Payload {
  runId: string;
}

export async function handle({ runId }: Payload, signal: AbortSignal): Promise<void> {
  try {
    await generateRun(runId, signal, { ...realWorld, screen: screenAndJudge });
  } catch (error) {
    // The run has ended with this, and screening what it had was tried once more.
    if (!(error instanceof RunStop)) throw error;
  }
}

/** What cannot be embedded is not screened, and a run is not done before everything of it is. */
async function screenAndJudge(asked: Parameters<typeof screenExemplars>[0]): Promise<void> {
  try {
    if ((await screenExemplars(asked)) > 0) await enqueueJudging(asked.projectId);
  } catch (error) {
    if (error instanceof EmbedderError) throw new RunStop({ code: "screeningBlocked", detail: "" });
    throw error;
  }
}

/** The queue has tried often enough. */
export async function giveUp({ runId }: Payload, error: unknown): Promise<void> {
  const detail = error instanceof Error ? error.message : String(error);
  await realWorld.store.fail(runId, { code: "internal", detail });
}
