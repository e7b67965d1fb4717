import "server-only";
import { calibrateProject, giveUpCalibration } from "#lib/screening/calibration/calibrate-project.ts";
import { EmbedderError } from "#lib/screening/embedders/embedder-error.ts";

interface Payload {
  projectId: string;
}

export async function handle({ projectId }: Payload, signal: AbortSignal): Promise<void> {
  try {
    await calibrateProject({ projectId, signal });
  } catch (error) {
    // Trying again by oneself would not bring a key or a model; the screen says what is missing.
    if (!(error instanceof EmbedderError)) throw error;
    await giveUpCalibration(projectId, error);
  }
}

/** The queue has tried often enough. */
export async function giveUp({ projectId }: Payload, error: unknown): Promise<void> {
  await giveUpCalibration(projectId, error);
}
