import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { claimItems, releaseItems } from "#lib/runs/generation/claim-items.ts";
import { failRun, finishRun } from "#lib/runs/generation/finish-run.ts";
import { planRun } from "#lib/runs/generation/plan-run.ts";
import { findRunState, findRunToGenerate } from "#lib/runs/generation/run-work-queries.ts";
import { saveResults } from "#lib/runs/generation/save-results.ts";
import { moveRun } from "#lib/runs/move-run.ts";
import { connectLlm } from "#lib/server/llm/llm.ts";
import { findEndpointOfRun } from "#lib/settings/endpoint-queries.ts";
import type { GenerationPort } from "./generation-port.ts";

/** The database, the clock and the network as they are; screening is named by the handler. */
export const realWorld: Omit<GenerationPort, "screen"> = {
  clock: {
    now: () => performance.now(),
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
  },
  llm: (endpoint) => connectLlm(endpoint),
  store: {
    findRun: findRunToGenerate,
    findState: findRunState,
    findEndpoint: findEndpointOfRun,
    plan: planRun,
    claim: claimItems,
    release: releaseItems,
    save: saveResults,
    move: moveRun,
    finish: finishRun,
    fail: failRun,
  },
};
