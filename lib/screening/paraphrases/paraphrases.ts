import { z } from "zod";
import { STOP_CODES, TRANSIENT_CODES } from "#lib/server/llm/llm-outcome.ts";
import { chosenEndpointId, consentFields } from "../embedders/embedders.ts";

/** Test rows that one measurement has paraphrased; the consent says so. */
export const mostParaphrased = 100;

/** Why a drawn test row has no paraphrase: it could not be asked for, or what came is none. */
export const LEFT_OUT_REASONS = [
  ...TRANSIENT_CODES,
  ...STOP_CODES,
  "noAnswer",
  "nonsense",
  "empty",
  "same",
  "untrusted",
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

export interface LeftOut {
  reason: LeftOutReason;
  count: number;
}

/** Made by an endpoint for one measurement. The texts are in memory only: never stored, never logged. */
export interface Paraphrases {
  model: string;
  made: string[];
  /** The most frequent reason first. */
  leftOut: LeftOut[];
}

export interface ParaphraserState {
  /** What was agreed to and not taken back; null: nothing is sent. */
  agreed: {
    /** As the list of endpoints names it. */
    endpointId: string;
    baseUrl: string;
    model: string;
    userName: string;
    /** ISO 8601 */
    at: string;
  } | null;
  /** Why nothing is sent all the same. */
  problem: "endpointMissing" | "keyUnreadable" | "consentOutdated" | null;
}

const projectId = z.uuid();

export const chooseParaphraserInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none"), projectId }),
  z.object({
    kind: z.literal("endpoint"),
    projectId,
    endpointId: chosenEndpointId,
    /** The endpoint's, as it stood in the sentence agreed to. */
    model: z.string().max(500),
    ...consentFields,
  }),
]);
export type ChooseParaphraserInput = z.output<typeof chooseParaphraserInput>;
