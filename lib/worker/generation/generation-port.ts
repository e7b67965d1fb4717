import "server-only";
import type { countShards } from "#lib/runs/generation/ask-for-help.ts";
import type {
  ClaimedItem,
  claimItems,
  hasItemsLeft,
  releaseForsakenItems,
  releaseItems,
} from "#lib/runs/generation/claim-items.ts";
import type { failRun, finishRun, pauseRunWith } from "#lib/runs/generation/finish-run.ts";
import type { planRun } from "#lib/runs/generation/plan-run.ts";
import type {
  findRunState,
  findRunToGenerate,
  RunToGenerate,
  readAllowance,
} from "#lib/runs/generation/run-work-queries.ts";
import type { ItemResult, saveResults } from "#lib/runs/generation/save-results.ts";
import type { topUpRun } from "#lib/runs/generation/top-up-run.ts";
import type { moveRun } from "#lib/runs/move-run.ts";
import type { findToAssess } from "#lib/screening/assessments/assessment-queries.ts";
import type { listLabelsToSay } from "#lib/screening/assessments/label-to-say-queries.ts";
import type { storeAssessments } from "#lib/screening/assessments/store-assessments.ts";
import type { Llm } from "#lib/server/llm/llm.ts";
import type { LlmEndpoint } from "#lib/server/llm/openai-client.ts";
import type { findEndpointOfRun, findJudgeOfRun } from "#lib/settings/endpoint-queries.ts";

export interface Clock {
  /** Milliseconds that never go backwards. */
  now(): number;
  /** Rejects with the signal's reason where it aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** One that claims items of a run, until it has ended. */
export interface Claimant {
  id: string;
  /** Everybody who claims in this process now. */
  here(): string[];
  end(): Promise<void>;
}

/** The world before it is known who claims. A test may put something of its own in any place. */
export interface GenerationWorld extends Omit<GenerationPort, "store"> {
  store: Omit<GenerationPort["store"], "claim" | "save"> & {
    claim: typeof claimItems;
    save: typeof saveResults;
    release: typeof releaseItems;
    releaseForsaken: typeof releaseForsakenItems;
    countShards: typeof countShards;
  };
  claimant(): Promise<Claimant>;
  /** Asks other workers to take part. @returns between how many the run is shared, this one included */
  askForHelp(runId: string): Promise<number>;
}

/** Everything that generation does outside its own memory. */
export interface GenerationPort {
  clock: Clock;
  llm(endpoint: LlmEndpoint, projectId: string): Llm;
  /** An asker that never pays twice for an answer; `run.reusesReplies` false: it only stores. */
  remember(llm: Llm, of: { run: RunToGenerate; endpoint: LlmEndpoint }): Llm;
  store: {
    findRun: typeof findRunToGenerate;
    findState: typeof findRunState;
    findEndpoint: typeof findEndpointOfRun;
    findJudge: typeof findJudgeOfRun;
    findToAssess: typeof findToAssess;
    listLabelsToSay: typeof listLabelsToSay;
    storeAssessments: typeof storeAssessments;
    plan: typeof planRun;
    claim(asked: { runId: string; count: number }): Promise<ClaimedItem[]>;
    hasItemsLeft: typeof hasItemsLeft;
    save(batch: { projectId: string; runId: string; results: ItemResult[] }): Promise<unknown>;
    move: typeof moveRun;
    finish: typeof finishRun;
    fail: typeof failRun;
    pause: typeof pauseRunWith;
    topUp: typeof topUpRun;
    allowance: typeof readAllowance;
  };
  /** Screens all of the project that is not screened yet, until nothing is left. */
  screen(asked: { projectId: string; signal?: AbortSignal }): Promise<unknown>;
}
