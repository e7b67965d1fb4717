import "server-only";
import { writeBuiltIn } from "#lib/recipes/write-built-in.ts";
import type { RunToGenerate } from "#lib/runs/generation/run-work-queries.ts";
import type { ItemResult } from "#lib/runs/generation/save-results.ts";
import { NO_USAGE } from "#lib/server/llm/llm-outcome.ts";
import type { GenerationPort } from "./generation-port.ts";

const BATCH = 250;

/** Writes every pending item of a grammar recipe, a batch a transaction, in the order of the plan. */
export async function produceBuiltIn(options: {
  port: GenerationPort;
  run: RunToGenerate;
  signal: AbortSignal;
  onSaved: () => void;
}): Promise<void> {
  const { port, run, signal, onSaved } = options;
  const { id: runId, projectId, version, synonyms } = run;
  for (;;) {
    signal.throwIfAborted();
    const items = await port.store.claim({ runId, count: BATCH });
    if (items.length === 0) return;
    const results = items.map((item): ItemResult => {
      const text = writeBuiltIn(version, item, synonyms);
      return { item, attempts: 1, latencyMs: null, reply: null, usage: NO_USAGE, reused: false, text };
    });
    await port.store.save({ projectId, runId, results });
    onSaved();
  }
}
