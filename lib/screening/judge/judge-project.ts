import "server-only";
import { consented } from "#lib/server/llm/egress.ts";
import { connectLlm } from "#lib/server/llm/llm.ts";
import { paced } from "#lib/server/llm/pace/paced.ts";
import { paceOf } from "#lib/server/llm/pace/paces.ts";
import type { Sleep } from "#lib/server/llm/try-again.ts";
import { EmbedderError } from "../embedders/embedder-error.ts";
import { getConsentedEndpoint } from "../embedders/test-text-consent-queries.ts";
import { judgePair } from "./judge-pair.ts";
import { findGreyPairs, findJudgeId } from "./judge-queries.ts";
import type { Judgement, UnknownReason } from "./judging.ts";
import { storeUnknown, storeVerdicts } from "./store-verdicts.ts";

/** Asked at once, and lost where the process dies. */
const AT_ONCE = 4;
/** After so many rounds in which the server answered nothing, it is not asked for the rest. */
const SILENT_ROUNDS = 2;
const SILENCE: readonly (UnknownReason | null)[] = ["timeout", "unreachable", "rateLimited", "serverError"];

interface Asked {
  projectId: string;
  signal: AbortSignal;
  sleep?: Sleep;
  timeoutMs?: number;
}

/**
 * Asks the project's judge about every pair in its grey zone that has no verdict. Whatever is not a clear answer is
 * stored as unknown, and blocks. Without a valid consent nothing is asked and nothing stored: what waits, blocks.
 * @throws the signal's reason; what was stored by then stays
 */
export async function judgeProject({ projectId, signal, sleep, timeoutMs }: Asked): Promise<void> {
  for (let silent = 0; ; ) {
    signal.throwIfAborted();
    const pairs = await findGreyPairs(projectId, AT_ONCE);
    const endpointId = await findJudgeId(projectId);
    if (pairs.length === 0 || endpointId === null) return;
    // Anew for each round: a consent withdrawn meanwhile holds from the next one on.
    const endpoint = await consentedOrNull(projectId);
    if (!endpoint) return;
    const pace = paceOf(endpoint);
    const seat = pace.join(AT_ONCE);
    const llm = paced(connectLlm(endpoint, consented, timeoutMs), seat, pace.clock, signal);
    const judged = await Promise.all(
      pairs.map(async (pair) => {
        const { exemplar, testRow } = pair;
        const asking = { llm, exemplar, testRow, signal };
        return { pair, judgement: await judgePair(sleep ? { ...asking, sleep } : asking) };
      }),
    ).finally(seat.leave);
    const scope = { projectId, endpointId, model: endpoint.model };
    // The next round of this job, or the job that the change asked for, starts from how things are now.
    if (!(await storeVerdicts(scope, judged))) return;
    const judgements = judged.map(({ judgement }) => judgement);
    silent = judgements.every(({ reason }) => SILENCE.includes(reason)) ? silent + 1 : 0;
    const reason = lastingReason(judgements) ?? (silent >= SILENT_ROUNDS ? judgements[0]?.reason : null);
    if (reason) return storeUnknown(scope, reason);
  }
}

function lastingReason(judgements: Judgement[]): UnknownReason | null {
  for (const judgement of judgements) {
    if (judgement.verdict === "unknown" && judgement.isLasting) return judgement.reason;
  }
  return null;
}

async function consentedOrNull(projectId: string) {
  try {
    return await getConsentedEndpoint({ projectId, use: "judge" });
  } catch (error) {
    if (error instanceof EmbedderError) return null;
    throw error;
  }
}
