/** What can become of one question to a language model. Pure: screens name the codes in words. */

/** The reply is there but is not an exemplar. Asking again would cost again, so it is recorded as it came. */
export const UNUSABLE_CODES = [
  "empty",
  "cutOff",
  "filtered",
  "refused",
  "notJson",
  "malformedReply",
  "unreadableText",
  "tooLong",
  "rejectedRequest",
  /** Not sent: it holds a part of the sealed test set. */
  "holdsTestText",
] as const;

/** The server did not answer as it should this time; it may the next. */
export const TRANSIENT_CODES = ["timeout", "unreachable", "rateLimited", "serverError"] as const;

/** Every further question would meet the same. */
export const STOP_CODES = [
  "unauthorised",
  "forbidden",
  "notFound",
  "badRequest",
  /** The model takes no temperature or top-p but its own. */
  "samplingRefused",
  "redirected",
  "quotaExhausted",
] as const;

export type UnusableCode = (typeof UNUSABLE_CODES)[number];
export type TransientCode = (typeof TRANSIENT_CODES)[number];
export type StopCode = (typeof STOP_CODES)[number];

/** As the provider counted; null where it did not say. */
export interface TokenUsage {
  promptTokens: number | null;
  completionTokens: number | null;
}

/**
 * `reused`: the answer to an earlier question of the same words; nothing was asked. `overloaded`: the server has too
 * much to do, for us or for all. `latencyMs`: of the asking, without the wait for a turn.
 */
export type ChatOutcome = { latencyMs?: number } & (
  | { kind: "text"; text: string; raw: string; usage: TokenUsage; reused?: true }
  | {
      kind: "unusable";
      code: UnusableCode;
      detail: string;
      raw: string | null;
      usage: TokenUsage;
      reused?: true;
    }
  | {
      kind: "transient";
      code: TransientCode;
      detail: string;
      retryAfterMs: number | null;
      overloaded?: true;
    }
  | { kind: "stop"; code: StopCode; detail: string }
);

export const NO_USAGE: TokenUsage = { promptTokens: null, completionTokens: null };
