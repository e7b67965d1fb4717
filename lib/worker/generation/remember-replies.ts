import "server-only";
import {
  findReplies,
  replyKey,
  type StoredReply,
  storeReplies,
} from "#lib/runs/generation/stored-replies.ts";
import { outcomeOfAnswer } from "#lib/server/llm/llm.ts";
import { lasting, throughRestarts } from "#lib/server/through-restarts.ts";
import type { GenerationPort } from "./generation-port.ts";
import { inBatches } from "./in-batches.ts";

const LOOK_TOGETHER_MS = 40;
const STORE_TOGETHER_MS = 20;

/**
 * Takes an answer that is stored already, and stores what is answered before anybody makes something of it: a process
 * that dies afterwards, and a run of the same plan, find it.
 */
export const rememberReplies: GenerationPort["remember"] = (llm, { run, endpoint }) => {
  const { projectId, reusesReplies, createdAt } = run;
  const find = inBatches(
    lasting((keys: string[]) => findReplies(projectId, keys)),
    LOOK_TOGETHER_MS,
  );
  const store = inBatches(async (replies: StoredReply[]) => {
    await throughRestarts(() => storeReplies(projectId, replies));
    return replies;
  }, STORE_TOGETHER_MS);
  return {
    ask: async (request, signal) => {
      const key = replyKey(endpoint, request);
      const stored = await find(key);
      // What this run was answered before it was cut off counts also where it takes nothing of earlier runs.
      const since = request.repliesSince ?? (reusesReplies ? null : createdAt);
      if (stored && (!since || stored.createdAt > since)) {
        return { ...outcomeOfAnswer(stored.raw), reused: true };
      }
      const outcome = await llm.ask(request, signal);
      if ("raw" in outcome && outcome.raw !== null) {
        const { raw, usage, latencyMs = 0 } = outcome;
        await store({ key, raw, ...usage, latencyMs });
      }
      return outcome;
    },
  };
};
