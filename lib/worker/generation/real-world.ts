import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { projectEgress } from "#lib/real-data/egress/project-egress.ts";
import { readAllowance } from "#lib/runs/generation/allowance.ts";
import { claimItems, releaseItems } from "#lib/runs/generation/claim-items.ts";
import { failRun, finishRun, pauseRunWith } from "#lib/runs/generation/finish-run.ts";
import { planRun } from "#lib/runs/generation/plan-run.ts";
import { findRunState, findRunToGenerate } from "#lib/runs/generation/run-work-queries.ts";
import { saveResults } from "#lib/runs/generation/save-results.ts";
import { topUpRun } from "#lib/runs/generation/top-up-run.ts";
import { moveRun } from "#lib/runs/move-run.ts";
import { connectLlm } from "#lib/server/llm/llm.ts";
import { findEndpointOfRun } from "#lib/settings/endpoint-queries.ts";
import type { GenerationPort } from "./generation-port.ts";
import { rememberReplies } from "./remember-replies.ts";

/** The database, the clock and the network as they are; screening is named by the handler. */
export const realWorld: Omit<GenerationPort, "screen"> = {
  clock: {
    now: () => performance.now(),
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
  },
  llm: (endpoint, projectId) => connectLlm(endpoint, projectEgress(projectId)),
  remember: rememberReplies,
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
    pause: pauseRunWith,
    topUp: topUpRun,
    allowance: readAllowance,
  },
};
