import "server-only";
import path from "node:path";
import { ThreadClient } from "../engine/thread-client.ts";
import type { Suggested } from "./nearest-mean.ts";
import type { EmbeddedTexts, SuggestionCalls, SupportTexts } from "./suggestion-messages.ts";

/** What suggests labels by what it has learnt from a support set. */
export interface Suggester {
  suggest(asked: EmbeddedTexts): Promise<Suggested>;
  close(): Promise<void>;
}

/** Learns from a support set; null where nothing can be suggested by it. A port, so that a test needs no thread. */
export type Learn = (projectId: string, support: SupportTexts) => Promise<Suggester | null>;

/** Learns and suggests in a thread that ends with it. */
export const learnInThread: Learn = async (projectId, support) => {
  const thread = new ThreadClient<SuggestionCalls>(
    path.join(/* turbopackIgnore: true */ process.cwd(), "lib/screening/suggestions/suggestion-thread.ts"),
    "suggestions",
  );
  try {
    if (await thread.call("learn", { projectId, ...support })) {
      return {
        suggest: (asked) => thread.call("suggest", { projectId, ...asked }),
        close: () => thread.close(),
      };
    }
  } catch (error) {
    await thread.close();
    throw error;
  }
  await thread.close();
  return null;
};
