import "server-only";
import { requireCalibration } from "#lib/screening/calibration/request-calibration.ts";
import { EmbedderError } from "#lib/screening/embedders/embedder-error.ts";
import { screenExemplars } from "#lib/screening/screen-exemplars.ts";

export async function handle({ projectId }: { projectId: string }, signal: AbortSignal): Promise<void> {
  try {
    await screenExemplars({ projectId, signal });
  } catch (error) {
    // The project says what is in the way; trying again by oneself would bring neither a consent nor a key.
    if (error instanceof EmbedderError && !error.isPassing) return;
    throw error;
  }
  // Whatever changed what is screened against changed how screening errs on it.
  await requireCalibration(projectId);
}
