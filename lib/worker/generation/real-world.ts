import "server-only";
import { projectEgress } from "#lib/real-data/egress/project-egress.ts";
import { askForHelp, countShards } from "#lib/runs/generation/ask-for-help.ts";
import {
  claimItems,
  hasItemsLeft,
  releaseForsakenItems,
  releaseItems,
} from "#lib/runs/generation/claim-items.ts";
import { failRun, finishRun, pauseRunWith } from "#lib/runs/generation/finish-run.ts";
import { planRun } from "#lib/runs/generation/plan-run.ts";
import { findRunState, findRunToGenerate, readAllowance } from "#lib/runs/generation/run-work-queries.ts";
import { saveResults } from "#lib/runs/generation/save-results.ts";
import { topUpRun } from "#lib/runs/generation/top-up-run.ts";
import { moveRun } from "#lib/runs/move-run.ts";
import { findToAssess } from "#lib/screening/assessments/assessment-queries.ts";
import { listLabelsToSay } from "#lib/screening/assessments/label-to-say-queries.ts";
import { storeAssessments } from "#lib/screening/assessments/store-assessments.ts";
import { connectLlm } from "#lib/server/llm/llm.ts";
import { realClock } from "#lib/server/llm/pace/paces.ts";
import { lasting } from "#lib/server/through-restarts.ts";
import { findEndpointOfRun, findJudgeOfRun } from "#lib/settings/endpoint-queries.ts";
import { startClaimant } from "../claimants.ts";
import type { GenerationWorld } from "./generation-port.ts";
import { rememberReplies } from "./remember-replies.ts";

/** The database, the clock and the network as they are; screening is named by the handler. */
export const realWorld: Omit<GenerationWorld, "screen"> = {
  clock: realClock,
  llm: (endpoint, projectId) => connectLlm(endpoint, projectEgress(projectId)),
  remember: rememberReplies,
  // Planning and topping up write several times; they begin anew with the job instead.
  store: {
    findRun: lasting(findRunToGenerate),
    findState: lasting(findRunState),
    findEndpoint: lasting(findEndpointOfRun),
    findJudge: lasting(findJudgeOfRun),
    findToAssess: lasting(findToAssess),
    listLabelsToSay: lasting(listLabelsToSay),
    storeAssessments: lasting(storeAssessments),
    plan: planRun,
    claim: lasting(claimItems),
    hasItemsLeft: lasting(hasItemsLeft),
    release: lasting(releaseItems),
    releaseForsaken: lasting(releaseForsakenItems),
    countShards: lasting(countShards),
    save: lasting(saveResults),
    move: lasting(moveRun),
    finish: lasting(finishRun),
    fail: lasting(failRun),
    pause: lasting(pauseRunWith),
    topUp: topUpRun,
    allowance: lasting(readAllowance),
  },
  claimant: startClaimant,
  askForHelp,
};
