import "server-only";
import { findReply, replyKey, type StoredReply, storeReplies } from "#lib/runs/generation/stored-replies.ts";
import { outcomeOfAnswer } from "#lib/server/llm/llm.ts";
import type { GenerationPort } from "./generation-port.ts";
import { storingSoon } from "./storing-soon.ts";

/**
 * Takes an answer that is stored already, and stores what is answered before anybody makes something of it: a process
 * that dies afterwards, and a run of the same plan, find it.
 */
export const rememberReplies: GenerationPort["remember"] = (llm, { run, endpoint }) => {
  const { projectId, reusesReplies } = run;
  const store = storingSoon<StoredReply>((replies) => storeReplies(projectId, replies));
  return {
    ask: async (request, signal) => {
      const key = replyKey(endpoint, request);
      const stored = await findReply(projectId, key);
      const since = reusesReplies ? request.repliesSince : (request.repliesSince ?? run.startedAt);
      if (stored && (!since || stored.createdAt > since)) {
        return { ...outcomeOfAnswer(stored.raw), reused: true };
      }
      const start = performance.now();
      const outcome = await llm.ask(request, signal);
      if ("raw" in outcome && outcome.raw !== null) {
        const latencyMs = Math.round(performance.now() - start);
        await store({ key, raw: outcome.raw, ...outcome.usage, latencyMs });
      }
      return outcome;
    },
  };
};
