import "server-only";
import type { ClaimedItem } from "#lib/runs/generation/claim-items.ts";
import type { RunToGenerate } from "#lib/runs/generation/run-work-queries.ts";
import type { ItemResult } from "#lib/runs/generation/save-results.ts";
import { NO_USAGE } from "#lib/server/llm/llm-outcome.ts";
import { askAboutAll } from "./asking/ask-about-all.ts";
import type { FinalOutcome } from "./asking/ask-patiently.ts";
import type { Asking } from "./asking/asking-of.ts";
import type { GenerationPort } from "./generation-port.ts";

/** Asks a model for every pending item of a run. @throws as askAboutAll */
export async function produceByModel(options: {
  port: GenerationPort;
  run: RunToGenerate;
  asking: Asking;
  signal: AbortSignal;
  onSaved: () => void;
}): Promise<void> {
  const { port, run, asking, signal, onSaved } = options;
  const { id: runId, projectId, version, concurrency } = run;
  const { temperature, topP, maxTokens } = version;
  return askAboutAll<ClaimedItem, ItemResult>({
    asking,
    signal,
    clock: port.clock,
    concurrency,
    more: () => port.store.claim({ runId, count: 2 * concurrency }),
    requestOf: ({ messages, seed, failedAt: repliesSince }) => ({
      messages,
      temperature,
      topP,
      maxTokens,
      seed,
      repliesSince,
    }),
    resultOf,
    save: async (results) => {
      await port.store.save({ projectId, runId, results });
      onSaved();
    },
  });
}

function resultOf(item: ClaimedItem, outcome: FinalOutcome): ItemResult {
  const { attempts, latencyMs = null } = outcome;
  if (outcome.kind === "transient") {
    const { code, detail } = outcome;
    return {
      item,
      attempts,
      latencyMs,
      reply: null,
      usage: NO_USAGE,
      reused: false,
      failure: { code, detail },
    };
  }
  const { raw: reply, usage, reused = false } = outcome;
  const asked = {
    item,
    attempts: reused ? 0 : attempts,
    latencyMs: reused ? null : latencyMs,
    reply,
    usage,
    reused,
  };
  if (outcome.kind === "text") return { ...asked, text: outcome.text };
  return { ...asked, failure: { code: outcome.code, detail: outcome.detail } };
}
