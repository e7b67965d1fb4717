import "server-only";
import type { claimItems, releaseItems } from "#lib/runs/generation/claim-items.ts";
import type { failRun, finishRun } from "#lib/runs/generation/finish-run.ts";
import type { planRun } from "#lib/runs/generation/plan-run.ts";
import type { findRunState, findRunToGenerate } from "#lib/runs/generation/run-work-queries.ts";
import type { saveResults } from "#lib/runs/generation/save-results.ts";
import type { moveRun } from "#lib/runs/move-run.ts";
import type { Llm } from "#lib/server/llm/llm.ts";
import type { LlmEndpoint } from "#lib/server/llm/openai-client.ts";
import type { findEndpointOfRun } from "#lib/settings/endpoint-queries.ts";

export interface Clock {
  /** Milliseconds that never go backwards. */
  now(): number;
  /** Rejects with the signal's reason where it aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Everything that generation does outside its own memory; a test may put something of its own in any place. */
export interface GenerationPort {
  clock: Clock;
  llm(endpoint: LlmEndpoint): Llm;
  store: {
    findRun: typeof findRunToGenerate;
    findState: typeof findRunState;
    findEndpoint: typeof findEndpointOfRun;
    plan: typeof planRun;
    claim: typeof claimItems;
    release: typeof releaseItems;
    save: typeof saveResults;
    move: typeof moveRun;
    finish: typeof finishRun;
    fail: typeof failRun;
  };
  /** Screens all of the project that is not screened yet, until nothing is left. */
  screen(asked: { projectId: string; signal?: AbortSignal }): Promise<unknown>;
}
