import "server-only";
import { screenExemplars } from "#lib/screening/screen-exemplars.ts";

export async function handle({ projectId }: { projectId: string }, signal: AbortSignal): Promise<void> {
  await screenExemplars({ projectId, signal });
}
