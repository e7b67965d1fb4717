import "server-only";
import { EmbedderError } from "#lib/screening/embedders/embedder-error.ts";
import { suggestBySupport } from "#lib/screening/suggestions/suggest-by-support.ts";
import { learnInThread } from "#lib/screening/suggestions/suggest-in-thread.ts";

export async function handle({ projectId }: { projectId: string }, signal: AbortSignal): Promise<void> {
  try {
    await suggestBySupport({ projectId, learn: learnInThread, signal });
  } catch (error) {
    // The project says what is in the way; it is asked for again once its texts have been screened.
    if (error instanceof EmbedderError && !error.isPassing) return;
    throw error;
  }
}
