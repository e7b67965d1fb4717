import "server-only";
import OpenAI from "openai";
import { EgressRefused } from "./egress.ts";
import { type ChatOutcome, NO_USAGE, type StopCode } from "./llm-outcome.ts";

const STOPS: Record<number, StopCode> = {
  400: "badRequest",
  401: "unauthorised",
  402: "quotaExhausted",
  403: "forbidden",
  404: "notFound",
};

/** Codes of a refused request that speak of this prompt and not of every one. */
const PROMPT_CODES = new Set([
  "context_length_exceeded",
  "exceed_context_size_error",
  "content_filter",
  "content_policy_violation",
]);
/** Servers without codes say it in words. */
const TOO_LONG = /context (length|size|window)/i;
const NO_SUCH_MODEL = /not a valid model|model\b.{0,200}\b(not found|does not exist)/i;
const SAMPLING = /\b(temperature|top_p)\b/;

/** What of a server's words is kept. */
const LONGEST_DETAIL = 1_000;

/** Whether a refusal speaks of a field of the question. */
export function isAbout(error: InstanceType<typeof OpenAI.APIError>, field: RegExp): boolean {
  return field.test(error.param ?? "") || field.test(error.message);
}

/** What an error of the openai package means for the question and for the run. */
export function outcomeOfError(error: unknown): ChatOutcome {
  const refused = refusalOf(error);
  if (refused) {
    return { kind: "unusable", code: "holdsTestText", detail: refused.message, raw: null, usage: NO_USAGE };
  }
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    return { kind: "transient", code: "timeout", detail: "", retryAfterMs: null };
  }
  if (!(error instanceof OpenAI.APIError) || error.status === undefined) {
    return { kind: "transient", code: "unreachable", detail: causeOf(error), retryAfterMs: null };
  }
  const { status, code } = error;
  const detail = error.message.slice(0, LONGEST_DETAIL);
  if (status >= 300 && status < 400) {
    return { kind: "stop", code: "redirected", detail: error.headers?.get("location") ?? detail };
  }
  if (status === 429 && code === "insufficient_quota")
    return { kind: "stop", code: "quotaExhausted", detail };
  if (status === 429 || status === 408 || status === 409 || status >= 500) {
    const retryAfterMs = retryAfterOf(error.headers);
    const passing = { kind: "transient", detail, retryAfterMs } as const;
    if (status === 429) return { ...passing, code: "rateLimited", overloaded: true };
    const isOverloaded = status === 503 || status === 529;
    return { ...passing, code: "serverError", ...(isOverloaded ? { overloaded: true } : {}) };
  }
  if (isSamplingRefused(error)) return { kind: "stop", code: "samplingRefused", detail };
  if (isOfThisPrompt(error)) {
    return { kind: "unusable", code: "rejectedRequest", detail, raw: null, usage: NO_USAGE };
  }
  if (status === 400 && NO_SUCH_MODEL.test(detail)) return { kind: "stop", code: "notFound", detail };
  return { kind: "stop", code: STOPS[status] ?? "badRequest", detail };
}

function isSamplingRefused(error: InstanceType<typeof OpenAI.APIError>): boolean {
  return (error.status === 400 || error.status === 422) && isAbout(error, SAMPLING);
}

function isOfThisPrompt({ status, code, message }: InstanceType<typeof OpenAI.APIError>): boolean {
  if (status === 413 || status === 422 || PROMPT_CODES.has(code ?? "")) return true;
  return status === 400 && TOO_LONG.test(message);
}

/** RFC 9110, 10.2.3: seconds or a date; and the finer header in milliseconds that OpenAI sends. */
function retryAfterOf(headers: Headers | undefined): number | null {
  const milliseconds = Number.parseFloat(headers?.get("retry-after-ms") ?? "");
  if (milliseconds >= 0) return milliseconds;
  const given = headers?.get("retry-after") ?? "";
  const seconds = /^\d+(\.\d+)?$/.test(given) ? Number(given) : (Date.parse(given) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : null;
}

/** The package wraps what its fetch throws. */
function refusalOf(error: unknown): EgressRefused | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof EgressRefused) return cause;
  }
  return null;
}

/** "connect ECONNREFUSED 127.0.0.1:9" says more than "Connection error." */
function causeOf(error: unknown): string {
  let said = "";
  for (let cause = error; cause instanceof Error; cause = cause.cause) said = cause.message || said;
  return said;
}
