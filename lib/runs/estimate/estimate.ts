import { wilsonInterval } from "#lib/core/statistics/wilson-interval.ts";
import type { MessageKey, MessageValues } from "#lib/messages/message-key.ts";
import { byteLength, type ChatMessage } from "#lib/recipes/recipes.ts";
import { type Budget, costOf } from "../budget.ts";
import { type RunGoal, type Target, totalOf } from "../runs.ts";

/** How many of the items that have come to their end passed screening so far. */
export interface Yield {
  passed: number;
  of: number;
  /** Whose items: those of the recipe with this generator, or all of the project. */
  from: "recipe" | "project";
}

/** Means over the answered questions. */
export interface Measured {
  answers: number;
  /** Questions sent for each answer, tries included; at least 1. */
  callsPerAnswer: number;
  /** Of one prompt; null where the provider does not count, or the prompts were another recipe's. */
  promptTokens: number | null;
  /** Of one reply; null where the provider does not count. */
  completionTokens: number | null;
  latencyMs: number;
  from: MeasuredFrom;
}

/** `runs`: their numbers, in ascending order. */
export type MeasuredFrom = { kind: "recipe"; runs: number[] } | { kind: "model" } | { kind: "trial" };

/** What is known before a run of one recipe version with one generator. */
export interface EstimateBasis {
  yield: Yield | null;
  measured: Measured | null;
  /** Mean tokens of the filled prompts, by their length; null for a recipe without prompts. */
  promptTokens: number | null;
  /** Why the recipe cannot be filled as things stand. */
  problem: { key: MessageKey; values: MessageValues } | null;
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
}

export interface EstimatedPlan {
  targets: readonly Target[];
  goal: RunGoal;
  /** Questions at once. */
  concurrency: number;
  /** US dollars for a million tokens; null: unknown. */
  prices: { input: number; output: number } | null;
}

/** What is expected, within its 95 % interval; `high` null: there is no upper end. */
export interface Span {
  low: number;
  expected: number;
  high: number | null;
}

/** Null: unknown. */
export interface Estimate {
  /** Every figure is the least: how many items pass is unknown, and one for each exemplar was assumed. */
  isLeast: boolean;
  items: Span;
  calls: Span;
  promptTokens: Span | null;
  completionTokens: Span | null;
  /** US dollars. */
  cost: Span | null;
  seconds: Span | null;
}

const BYTES_A_TOKEN = 4;
/** What chat formats put around a message, and around all of them. */
const TOKENS_A_MESSAGE = 4;
const TOKENS_A_REQUEST = 3;

/** A rough count of a prompt's tokens, by the length of its UTF-8: tokenisers differ, by a third or so. */
export function promptTokensOf(messages: readonly ChatMessage[]): number {
  return messages.reduce(
    (sum, { content }) => sum + TOKENS_A_MESSAGE + Math.ceil(byteLength(content) / BYTES_A_TOKEN),
    TOKENS_A_REQUEST,
  );
}

/**
 * What a run will take, stored replies left out of account: they cost nothing. The interval is that of the share that
 * passes; the means of tokens and latency are taken as they are.
 */
export function estimateRun(plan: EstimatedPlan, basis: EstimateBasis): Estimate {
  const { measured } = basis;
  const isLeast = plan.goal === "passing" && basis.yield === null;
  const items = itemsFor(plan, basis.yield);
  const calls = each(items, (count) => Math.ceil(count * (measured?.callsPerAnswer ?? 1)));
  const promptTokens = times(items, measured?.promptTokens ?? basis.promptTokens);
  const completionTokens = times(items, measured?.completionTokens ?? null);
  return {
    isLeast,
    items,
    calls,
    promptTokens,
    completionTokens,
    cost: costFor(promptTokens, completionTokens, plan.prices),
    seconds: secondsFor(plan, basis, { calls, tokens: sumOfTokens(promptTokens, completionTokens) }),
  };
}

/** Of prompts and replies together; null where either is unknown. */
export function sumOfTokens(prompt: Span | null, completion: Span | null): Span | null {
  return prompt && completion && both(prompt, completion, (a, b) => a + b);
}

/** A limit below what the run is expected to take, and the share of the run that it is enough for. */
export interface TightLimit {
  kind: keyof Budget;
  /** 0 to 1 */
  share: number;
}

/** The limits that will stop the run before its goal, the tightest first. */
export function tightLimits(budget: Budget, estimate: Estimate): TightLimit[] {
  const expected = {
    calls: estimate.calls.expected,
    // What the prompts take is the least where replies are unknown.
    tokens: (sumOfTokens(estimate.promptTokens, estimate.completionTokens) ?? estimate.promptTokens)
      ?.expected,
    cost: estimate.cost?.expected,
  };
  return (["calls", "tokens", "cost"] as const)
    .flatMap((kind) => {
      const limit = budget[kind];
      const needed = expected[kind];
      return limit === null || needed === undefined || limit >= needed
        ? []
        : [{ kind, share: limit / needed }];
    })
    .sort((a, b) => a.share - b.share);
}

/** One item an exemplar; where they have to pass, divided by the share that does, smoothed as topping up does it. */
function itemsFor({ targets, goal }: EstimatedPlan, known: Yield | null): Span {
  const share = known && wilsonInterval(known.passed, known.of);
  const asked = totalOf(targets);
  if (goal === "produced" || !known || !share) return { low: asked, expected: asked, high: asked };
  return {
    low: Math.ceil(asked / share.high),
    expected: Math.ceil((asked * (known.of + 2)) / (known.passed + 1)),
    high: share.low === 0 ? null : Math.ceil(asked / share.low),
  };
}

function costFor(prompt: Span | null, completion: Span | null, prices: EstimatedPlan["prices"]): Span | null {
  if (!prompt || !completion || !prices) return null;
  const costOfBoth = (promptTokens: number, completionTokens: number) =>
    costOf({ promptTokens, completionTokens }, prices) as number;
  return both(prompt, completion, costOfBoth);
}

/** Latency over the questions at once, or the endpoint's own pace where that is slower. */
function secondsFor(
  { concurrency }: EstimatedPlan,
  { measured, requestsPerMinute, tokensPerMinute }: EstimateBasis,
  { calls, tokens }: { calls: Span; tokens: Span | null },
): Span | null {
  if (!measured) return null;
  const byLatency = each(calls, (count) => (count * measured.latencyMs) / 1000 / concurrency);
  const byRequests = times(calls, requestsPerMinute && 60 / requestsPerMinute);
  const byTokens = tokens && times(tokens, tokensPerMinute && 60 / tokensPerMinute);
  return [byRequests, byTokens].reduce<Span>(
    (longest, other) => (other ? both(longest, other, Math.max) : longest),
    byLatency,
  );
}

function each({ low, expected, high }: Span, of: (value: number) => number): Span {
  return { low: of(low), expected: of(expected), high: high === null ? null : of(high) };
}

function times(span: Span, factor: number | null): Span | null {
  return factor === null ? null : each(span, (value) => value * factor);
}

function both(a: Span, b: Span, of: (a: number, b: number) => number): Span {
  return {
    low: of(a.low, b.low),
    expected: of(a.expected, b.expected),
    high: a.high === null || b.high === null ? null : of(a.high, b.high),
  };
}
