import { wilsonInterval } from "#lib/core/statistics/wilson-interval.ts";
import type { MessageKey, MessageValues } from "#lib/messages/message-key.ts";
import { byteLength, type ChatMessage } from "#lib/recipes/recipes.ts";
import { costOf } from "../budget.ts";
import { type RunGoal, type Target, totalOf } from "../runs.ts";
import { addSpans, both, each, type Span, times } from "./span.ts";

/** How many of the items that have come to their end passed screening so far. */
export interface Yield {
  passed: number;
  /** Passed, or would have but for what a judge said of the label. */
  judgeable: number;
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
  /** Null: nobody judges. */
  judge: JudgeBasis | null;
}

/** What is known of one question to the judge. */
export interface JudgeBasis {
  /** Calls of earlier runs that it rests on; 0: none. */
  calls: number;
  /** All of the question but the rubric by its length, which changes as it is typed; below 0 where the provider counts less. */
  promptTokens: number;
  /** Of one reply; null: unknown. */
  completionTokens: number | null;
  /** `project`: its questions and replies are measured. `model`: only its replies, in other projects. `length`: nothing. */
  from: "project" | "model" | "length";
}

interface Prices {
  input: number;
  output: number;
}

export interface EstimatedPlan {
  targets: readonly Target[];
  goal: RunGoal;
  /** Whether a model writes: the built-in generator spends nothing. */
  asksModel: boolean;
  /** Questions at once. */
  concurrency: number;
  /** US dollars for a million tokens; null: unknown. */
  prices: Prices | null;
  /** Null: nobody judges. */
  judge: { rubric: string; prices: Prices | null } | null;
}

/** Null: unknown. */
export interface Spending {
  calls: Span;
  promptTokens: Span | null;
  completionTokens: Span | null;
  /** US dollars. */
  cost: Span | null;
}

/** What the generator takes, and what the judge does on top of it. */
export interface Estimate extends Spending {
  /** Every figure is the least: how many items pass is unknown, and one for each exemplar was assumed. */
  isLeast: boolean;
  items: Span;
  /** Without the judge: how long it takes is not measured. */
  seconds: Span | null;
  /** Null: nobody judges. */
  judge: Spending | null;
}

const BYTES_A_TOKEN = 4;
/** What chat formats put around a message, and around all of them. */
const TOKENS_A_MESSAGE = 4;
const TOKENS_A_REQUEST = 3;

/** By the length of its UTF-8. */
export function tokensOf(text: string): number {
  return Math.ceil(byteLength(text) / BYTES_A_TOKEN);
}

/** A rough count of a prompt's tokens, by the length of its UTF-8: tokenisers differ, by a third or so. */
export function promptTokensOf(messages: readonly ChatMessage[]): number {
  return messages.reduce((sum, { content }) => sum + TOKENS_A_MESSAGE + tokensOf(content), TOKENS_A_REQUEST);
}

/**
 * What a run will take, stored replies left out of account: they cost nothing. The interval is that of the share that
 * passes; the means of tokens and latency are taken as they are.
 */
export function estimateRun(plan: EstimatedPlan, basis: EstimateBasis): Estimate {
  const { measured } = basis;
  const items = itemsFor(plan, basis.yield);
  const generator = plan.asksModel ? generatorFor(plan, basis, items) : NOTHING;
  const { calls, promptTokens, completionTokens } = generator;
  return {
    isLeast: plan.goal === "passing" && basis.yield === null,
    items,
    ...generator,
    seconds:
      plan.asksModel && measured
        ? secondsFor(
            plan,
            { ...basis, measured },
            { calls, tokens: addSpans(promptTokens, completionTokens) },
          )
        : null,
    judge: plan.judge && basis.judge && judgeFor(plan.judge, basis.judge, judgedOf(plan, basis.yield, items)),
  };
}

const ZERO: Span = { low: 0, expected: 0, high: 0 };
const NOTHING: Spending = { calls: ZERO, promptTokens: ZERO, completionTokens: ZERO, cost: ZERO };

function generatorFor(
  { prices }: EstimatedPlan,
  { measured, promptTokens }: EstimateBasis,
  items: Span,
): Spending {
  const calls = each(items, (count) => Math.ceil(count * (measured?.callsPerAnswer ?? 1)));
  const prompts = times(items, measured?.promptTokens ?? promptTokens);
  const replies = times(items, measured?.completionTokens ?? null);
  return { calls, promptTokens: prompts, completionTokens: replies, cost: costFor(prompts, replies, prices) };
}

function judgeFor(judge: NonNullable<EstimatedPlan["judge"]>, basis: JudgeBasis, judged: Span): Spending {
  const promptTokens = times(judged, Math.max(0, basis.promptTokens + tokensOf(judge.rubric)));
  const completionTokens = times(judged, basis.completionTokens);
  return {
    calls: judged,
    promptTokens,
    completionTokens,
    cost: costFor(promptTokens, completionTokens, judge.prices),
  };
}

/**
 * Exemplars that the judge is asked about, once each: the share of the items that nothing else was found about so far,
 * or all of them where it is unknown; where they have to pass, the target at least. At most it is every item.
 */
function judgedOf({ targets, goal }: EstimatedPlan, known: Yield | null, items: Span): Span {
  const least = goal === "passing" ? totalOf(targets) : 0;
  const share = known && wilsonInterval(known.judgeable, known.of);
  if (!known || !share) return { ...items, low: least };
  const { judgeable, of } = known;
  return {
    low: Math.max(least, Math.floor(items.low * share.low)),
    expected: Math.max(
      least,
      Math.min(items.expected, Math.ceil((items.expected * (judgeable + 1)) / (of + 2))),
    ),
    high: items.high,
  };
}

/** What the run spends in all, which is what its limits are about. */
export function totalOfEstimate({ judge, ...generator }: Estimate): Spending {
  if (!judge) return generator;
  return {
    calls: both(generator.calls, judge.calls, (a, b) => a + b),
    promptTokens: addSpans(generator.promptTokens, judge.promptTokens),
    completionTokens: addSpans(generator.completionTokens, judge.completionTokens),
    cost: addSpans(generator.cost, judge.cost),
  };
}

/** What of earlier runs counts as passing: a run that nobody judges is not held back by what a judge said. */
export function passedOf({ passed, judgeable }: Yield, isJudged: boolean): number {
  return isJudged ? passed : judgeable;
}

/** One item an exemplar; where they have to pass, divided by the share that does, smoothed as topping up does it. */
function itemsFor({ targets, goal, judge }: EstimatedPlan, known: Yield | null): Span {
  const passed = known ? passedOf(known, judge !== null) : 0;
  const share = known && wilsonInterval(passed, known.of);
  const asked = totalOf(targets);
  if (goal === "produced" || !known || !share) return { low: asked, expected: asked, high: asked };
  return {
    low: Math.ceil(asked / share.high),
    expected: Math.ceil((asked * (known.of + 2)) / (passed + 1)),
    high: share.low === 0 ? null : Math.ceil(asked / share.low),
  };
}

function costFor(prompt: Span | null, completion: Span | null, prices: Prices | null): Span | null {
  if (!prompt || !completion || !prices) return null;
  const costOfBoth = (promptTokens: number, completionTokens: number) =>
    costOf({ promptTokens, completionTokens }, prices) as number;
  return both(prompt, completion, costOfBoth);
}

/** Latency over the questions at once, or the endpoint's own pace where that is slower. */
function secondsFor(
  { concurrency }: EstimatedPlan,
  { measured, requestsPerMinute, tokensPerMinute }: EstimateBasis & { measured: Measured },
  { calls, tokens }: { calls: Span; tokens: Span | null },
): Span {
  const byLatency = each(calls, (count) => (count * measured.latencyMs) / 1000 / concurrency);
  const byRequests = times(calls, requestsPerMinute && 60 / requestsPerMinute);
  const byTokens = tokens && times(tokens, tokensPerMinute && 60 / tokensPerMinute);
  return [byRequests, byTokens].reduce<Span>(
    (longest, other) => (other ? both(longest, other, Math.max) : longest),
    byLatency,
  );
}
