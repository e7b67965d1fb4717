import "server-only";
import { giveUpBulk, makeBulks } from "#lib/review/bulk/make-bulks.ts";

interface Payload {
  projectId: string;
}

export async function handle({ projectId }: Payload, signal: AbortSignal): Promise<void> {
  await makeBulks({ projectId, signal });
}

/** The queue has tried often enough. */
export async function giveUp({ projectId }: Payload): Promise<void> {
  await giveUpBulk(projectId);
}
