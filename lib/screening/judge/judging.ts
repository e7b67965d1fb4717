import { z } from "zod";
import { STOP_CODES, TRANSIENT_CODES } from "#lib/server/llm/llm-outcome.ts";
import { chosenEndpointId, consentFields, type EmbedderProblemCode } from "../embedders/embedders.ts";

/** What the judge says of two texts. Only "different" lets an exemplar pass. */
export type JudgeVerdict = "rewriting" | "different";

/** Why there is no verdict: no answer, an answer that is none, or answers that do not go together. */
export const UNKNOWN_REASONS = [
  ...TRANSIENT_CODES,
  ...STOP_CODES,
  "noAnswer",
  "nonsense",
  "disagreement",
  "steered",
] as const;
export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

export type Judgement =
  | { verdict: JudgeVerdict; reason: null }
  /** `isLasting`: every further question would meet the same. */
  | { verdict: "unknown"; reason: UnknownReason; isLasting: boolean };

export interface JudgeState {
  /** Null: no judge. */
  endpoint: { id: string; name: string; baseUrl: string; model: string } | null;
  judgeFrom: number;
  leakThreshold: number;
  /** Why nothing is asked; what is in the grey zone stays blocked. */
  problem: { code: EmbedderProblemCode; values: Record<string, string | number> } | null;
  /** Exemplars in the grey zone. */
  counts: { rewriting: number; different: number; unknown: number; waiting: number };
  /** How many are unknown for which reason, the most frequent first. */
  reasons: { reason: UnknownReason; count: number }[];
  consent: { userName: string; at: string } | null;
}

const projectId = z.uuid();
const judgeFrom = z.number("judge.errors.from").min(0.01, "judge.errors.from").max(0.99, "judge.errors.from");

export const chooseJudgeInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none"), projectId }),
  /** Leaves the endpoint and the consent as they are. */
  z.object({ kind: z.literal("from"), projectId, judgeFrom }),
  z.object({
    kind: z.literal("endpoint"),
    projectId,
    judgeFrom,
    endpointId: chosenEndpointId,
    /** The endpoint's, as it stood in the sentence agreed to. */
    model: z.string().max(500),
    ...consentFields,
  }),
]);
export type ChooseJudgeInput = z.output<typeof chooseJudgeInput>;

export const askAgainInput = z.object({ projectId });
