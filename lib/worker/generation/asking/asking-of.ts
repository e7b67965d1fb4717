import "server-only";
import type { Asker } from "#lib/runs/budget.ts";
import type { RunToGenerate } from "#lib/runs/generation/run-work-queries.ts";
import type { Llm } from "#lib/server/llm/llm.ts";
import type { LlmEndpoint } from "#lib/server/llm/openai-client.ts";
import type { Pace } from "#lib/server/llm/pace/pace.ts";
import { paceOf } from "#lib/server/llm/pace/paces.ts";
import { UnreadableSecret } from "#lib/server/secrets.ts";
import type { GenerationPort } from "../generation-port.ts";
import { RunStop } from "../run-stop.ts";
import { withinBudget } from "./within-budget.ts";

/** Whom a run asks, within its budget, at the one pace of the endpoint, and never twice for the same. */
export interface Asking {
  llm: Llm;
  pace: Pace;
  /** Answers from what was stored, and stores what is answered; around whatever paces the asking. */
  remember: (llm: Llm) => Llm;
  model: string;
}

/** @throws RunStop where the endpoint is gone, or its key cannot be read */
export async function askingOf(
  { port, run }: { port: GenerationPort; run: RunToGenerate },
  asker: Asker,
): Promise<Asking> {
  const { store, clock } = port;
  const find = asker === "judge" ? store.findJudge : store.findEndpoint;
  const endpoint: LlmEndpoint | null = await stopWhereUnreadable(() => find(run.id));
  if (!endpoint) throw new RunStop({ code: "endpointMissing", detail: "" });
  const allowance = await store.allowance(run.id, asker);
  return {
    llm: withinBudget(port.llm(endpoint, run.projectId), allowance),
    pace: paceOf(endpoint, clock),
    remember: (llm) => port.remember(llm, { run, endpoint }),
    model: endpoint.model,
  };
}

/** @throws RunStop where a secret of this installation cannot be read */
export async function stopWhereUnreadable<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof UnreadableSecret)) throw error;
    throw new RunStop({ code: "keyUnreadable", detail: error.message });
  }
}
