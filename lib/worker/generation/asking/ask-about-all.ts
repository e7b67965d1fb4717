import "server-only";
import type { ChatRequest } from "#lib/server/llm/llm.ts";
import { paced } from "#lib/server/llm/pace/paced.ts";
import type { Clock } from "../generation-port.ts";
import { RunStop } from "../run-stop.ts";
import { savingInBatches } from "../saving-in-batches.ts";
import { supplyOf } from "../supply.ts";
import { RunPaused } from "../watch-run.ts";
import { askPatiently, type FinalOutcome } from "./ask-patiently.ts";
import type { Asking } from "./asking-of.ts";
import { BudgetSpent } from "./within-budget.ts";

/** So many things in a row without an answer, and none to others meanwhile: the endpoint is taken for down. */
const FAILURES_IN_A_ROW = 20;

/**
 * Asks a model about every thing there is, `concurrency` questions at once, and saves what comes of it as it comes. More
 * things than that are under way: those whose answer is looked up or stored leave their turn to others.
 */
export async function askAboutAll<Thing, Result>(options: {
  clock: Clock;
  asking: Asking;
  concurrency: number;
  /** No further question; with the reason RunPaused what was sent is waited for, with any other dropped. */
  signal: AbortSignal;
  /** The next things; none when there will be no more. */
  more: () => Promise<Thing[]>;
  requestOf: (thing: Thing) => ChatRequest;
  resultOf: (thing: Thing, outcome: FinalOutcome) => Result;
  save: (results: Result[]) => Promise<void>;
}): Promise<void> {
  const { clock, concurrency, signal, requestOf, resultOf } = options;
  const { pace, remember } = options.asking;
  const seat = pace.join(concurrency);
  const own = new AbortController();
  const stop = AbortSignal.any([signal, own.signal]);
  const onStop = () => {
    if (!isWaitedFor(signal.reason)) own.abort(signal.reason);
  };
  if (signal.aborted) onStop();
  signal.addEventListener("abort", onStop, { once: true });
  const llm = remember(paced(options.asking.llm, seat, clock, stop));
  const supply = supplyOf(options.more, concurrency);
  const saving = savingInBatches(options.save);
  let unanswered = 0;
  let answeredAt = Number.NEGATIVE_INFINITY;

  const work = async () => {
    for (let thing = await supply.next(); thing; thing = await supply.next()) {
      stop.throwIfAborted();
      const begunAt = clock.now();
      const outcome = await askPatiently({ llm, clock, request: requestOf(thing), signal: own.signal, stop });
      await saving.add(resultOf(thing, outcome));
      if (outcome.kind !== "transient") {
        unanswered = 0;
        answeredAt = clock.now();
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
