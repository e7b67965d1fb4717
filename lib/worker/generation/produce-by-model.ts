import "server-only";
import type { ClaimedItem } from "#lib/runs/generation/claim-items.ts";
import type { RunToGenerate } from "#lib/runs/generation/run-work-queries.ts";
import type { ItemResult } from "#lib/runs/generation/save-results.ts";
import type { Llm } from "#lib/server/llm/llm.ts";
import { NO_USAGE } from "#lib/server/llm/llm-outcome.ts";
import type { Pace } from "#lib/server/llm/pace/pace.ts";
import { paced } from "#lib/server/llm/pace/paced.ts";
import { askPatiently, type FinalOutcome } from "./ask-patiently.ts";
import type { GenerationPort } from "./generation-port.ts";
import { RunStop } from "./run-stop.ts";
import { savingInBatches } from "./saving-in-batches.ts";
import { supplyOf } from "./supply.ts";
import { RunPaused } from "./watch-run.ts";
import { BudgetSpent } from "./within-budget.ts";

/** So many items in a row without an answer, and none to others meanwhile: the endpoint is taken for down. */
const FAILURES_IN_A_ROW = 20;

/**
 * Asks a model for every pending item, `concurrency` questions at once, and saves answers as they come. More items than
 * that are under way: those whose answer is looked up or stored leave their turn to others.
 */
export async function produceByModel(options: {
  port: GenerationPort;
  run: RunToGenerate;
  llm: Llm;
  pace: Pace;
  /** Answers from what was stored, and stores what is answered; around whatever paces the asking. */
  remember: (llm: Llm) => Llm;
  /** No further question; with the reason RunPaused what was sent is waited for, with any other dropped. */
  signal: AbortSignal;
  onSaved: () => void;
}): Promise<void> {
  const { port, run, pace, remember, signal, onSaved } = options;
  const { id: runId, projectId, version, concurrency } = run;
  const seat = pace.join(concurrency);
  const own = new AbortController();
  const stop = AbortSignal.any([signal, own.signal]);
  const onStop = () => {
    if (!isWaitedFor(signal.reason)) own.abort(signal.reason);
  };
  if (signal.aborted) onStop();
  signal.addEventListener("abort", onStop, { once: true });
  const llm = remember(paced(options.llm, seat, port.clock, stop));
  const supply = supplyOf(() => port.store.claim({ runId, count: 2 * concurrency }), concurrency);
  const saving = savingInBatches<ItemResult>(async (results) => {
    await port.store.save({ projectId, runId, results });
    onSaved();
  });
  let unanswered = 0;
  let answeredAt = Number.NEGATIVE_INFINITY;

  const work = async () => {
    for (let item = await supply.next(); item; item = await supply.next()) {
      stop.throwIfAborted();
      const { temperature, topP, maxTokens } = version;
      const { messages, seed, failedAt: repliesSince } = item;
      const request = { messages, temperature, topP, maxTokens, seed, repliesSince };
      const begunAt = port.clock.now();
      const outcome = await askPatiently({ llm, clock: port.clock, request, signal: own.signal, stop });
      await saving.add(resultOf(item, outcome));
      if (outcome.kind !== "transient") {
        unanswered = 0;
        answeredAt = port.clock.now();
      } else if (begunAt > answeredAt) unanswered++;
      if (outcome.kind === "transient" && unanswered >= FAILURES_IN_A_ROW) {
        throw new RunStop({ code: outcome.code, detail: outcome.detail });
      }
    }
  };
  // The first worker that cannot go on takes the others with it; what they have is saved all the same. Where only the
  // budget is spent, or somebody lets the run rest, what is under way is paid for and waited for.
  const workers = Array.from({ length: 3 * concurrency - 2 }, () =>
    work().catch((error) => {
      if (!isWaitedFor(error)) own.abort(error);
      throw error;
    }),
  );
  const ended = await Promise.allSettled(workers);
  signal.removeEventListener("abort", onStop);
  seat.leave();
  await supply.end();
  await saving.flush();
  signal.throwIfAborted();
  if (own.signal.aborted) throw own.signal.reason;
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}

/** What was sent is paid for: only who cancels, or a failure that every question would meet, drops it. */
function isWaitedFor(reason: unknown): boolean {
  return reason instanceof BudgetSpent || reason instanceof RunPaused;
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
