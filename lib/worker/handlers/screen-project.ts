import "server-only";
import { requireCalibration } from "#lib/screening/calibration/request-calibration.ts";
import { screenExemplars } from "#lib/screening/screen-exemplars.ts";

export async function handle({ projectId }: { projectId: string }, signal: AbortSignal): Promise<void> {
  await screenExemplars({ projectId, signal });
  // Whatever changed what is screened against changed how screening errs on it.
  await requireCalibration(projectId);
}
