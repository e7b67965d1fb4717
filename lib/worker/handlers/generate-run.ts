import "server-only";
import { screenExemplars } from "#lib/screening/screen-exemplars.ts";
import { generateRun } from "../generation/generate-run.ts";
import { realWorld } from "../generation/real-world.ts";

interface Payload {
  runId: string;
}

export async function handle({ runId }: Payload, signal: AbortSignal): Promise<void> {
  await generateRun(runId, signal, { ...realWorld, screen: screenExemplars });
}

/** The queue has tried often enough. */
export async function giveUp({ runId }: Payload, error: unknown): Promise<void> {
  const detail = error instanceof Error ? error.message : String(error);
  await realWorld.store.fail(runId, { code: "internal", detail });
}
