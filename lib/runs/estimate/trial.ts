import { z } from "zod";
import type { StopCode, TransientCode, UnusableCode } from "#lib/server/llm/llm-outcome.ts";
import { ENVIRONMENT } from "#lib/settings/endpoints.ts";
import { startRunInput } from "../runs.ts";
import type { Measured } from "./estimate.ts";

/** So many prompts are tried. */
export const TRIAL_PROMPTS = 3;

export const tryPromptsInput = startRunInput
  .pick({ projectId: true, recipeVersionId: true, targets: true, seed: true })
  .extend({ endpointId: z.union([z.uuid(), z.literal(ENVIRONMENT)], "runs.errors.generatorMissing") });
export type TryPromptsInput = z.input<typeof tryPromptsInput>;

/** What came of one prompt of a trial. */
export interface TriedPrompt {
  labelId: string;
  result: { text: string } | { code: UnusableCode | TransientCode | StopCode; detail: string };
  /** Null where there was no answer, or the provider does not count. */
  promptTokens: number | null;
  completionTokens: number | null;
  /** Null where there was no answer. */
  latencyMs: number | null;
}

/** Means over the prompts that were answered; null where none was. */
export function measuredBy(tried: readonly TriedPrompt[]): Measured | null {
  const latencies = tried.flatMap(({ latencyMs }) => latencyMs ?? []);
  const latencyMs = meanOf(latencies);
  if (latencyMs === null) return null;
  return {
    answers: latencies.length,
    callsPerAnswer: tried.length / latencies.length,
    promptTokens: meanOf(tried.flatMap(({ promptTokens }) => promptTokens ?? [])),
    completionTokens: meanOf(tried.flatMap(({ completionTokens }) => completionTokens ?? [])),
    latencyMs,
    from: { kind: "trial" },
  };
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
