import { describe, expect, it } from "vitest";
import { random } from "#lib/core/random.ts";
import { NO_BUDGET } from "../budget.ts";
import {
  type EstimateBasis,
  type EstimatedPlan,
  estimateRun,
  type JudgeBasis,
  type Measured,
  promptTokensOf,
  totalOfEstimate,
} from "./estimate.ts";
import type { Span } from "./span.ts";
import { tightLimits } from "./tight-limits.ts";

const NOTHING: EstimateBasis = {
  yield: null,
  measured: null,
  promptTokens: 50,
  problem: null,
  requestsPerMinute: null,
  tokensPerMinute: null,
  judge: null,
};
const MEASURED: Measured = {
  answers: 120,
  callsPerAnswer: 1.1,
  promptTokens: 60,
  completionTokens: 20,
  latencyMs: 2_000,
  from: { kind: "recipe", runs: [3] },
};
const PLAN: EstimatedPlan = {
  targets: [
    { labelId: "a", count: 60 },
    { labelId: "b", count: 40 },
  ],
  goal: "produced",
  asksModel: true,
  concurrency: 4,
  prices: { input: 1, output: 10 },
  judge: null,
};
const JUDGED: JudgeBasis = { calls: 40, promptTokens: 290, completionTokens: 50, from: "project" };
/** Ten tokens by their length. */
const JUDGE = {
  rubric: "Is it something a person would say, really?".slice(0, 40),
  prices: { input: 2, output: 4 },
};
const exactly = (value: number): Span => ({ low: value, expected: value, high: value });
const close = (value: number) => expect.closeTo(value, 6);

describe("estimateRun", () => {
  it("multiplies what was measured", () => {
    expect(estimateRun(PLAN, { ...NOTHING, measured: MEASURED })).toEqual({
      isLeast: false,
      items: exactly(100),
      calls: exactly(111),
      promptTokens: exactly(6_000),
      completionTokens: exactly(2_000),
      cost: exactly(close(0.026)),
      seconds: exactly(55.5),
      judge: null,
    });
  });

  it("calls unknown what was not measured, and takes prompts by their length", () => {
    expect(estimateRun(PLAN, NOTHING)).toEqual({
      isLeast: false,
      items: exactly(100),
      calls: exactly(100),
      promptTokens: exactly(5_000),
      completionTokens: null,
      cost: null,
      seconds: null,
      judge: null,
    });
  });

  it.each<[string, Partial<EstimatedPlan>, Partial<Measured>]>([
    ["without prices", { prices: null }, {}],
    ["where the provider does not count", {}, { completionTokens: null, promptTokens: null }],
  ])("knows no cost %s", (_, plan, measured) => {
    const basis = { ...NOTHING, measured: { ...MEASURED, ...measured } };
    const { cost, calls, seconds } = estimateRun({ ...PLAN, ...plan }, basis);
    expect(cost).toBeNull();
    expect(calls.expected).toBe(111);
    expect(seconds).not.toBeNull();
  });

  it("costs nothing where the prices say so, which is not unknown", () => {
    const { cost } = estimateRun(
      { ...PLAN, prices: { input: 0, output: 0 } },
      { ...NOTHING, measured: MEASURED },
    );
    expect(cost).toEqual(exactly(0));
  });

  it("says the least where it is unknown how many pass", () => {
    const { isLeast, items } = estimateRun({ ...PLAN, goal: "passing" }, NOTHING);
    expect({ isLeast, items }).toEqual({ isLeast: true, items: exactly(100) });
  });

  it("asks for as many more as do not pass, within the interval of that share", () => {
    const known = { passed: 50, judgeable: 50, of: 100, from: "recipe" as const };
    const { isLeast, items } = estimateRun({ ...PLAN, goal: "passing" }, { ...NOTHING, yield: known });
    expect(isLeast).toBe(false);
    expect(items.expected).toBe(200);
    expect(items.low).toBeGreaterThan(160);
    expect(items.low).toBeLessThan(180);
    expect(items.high).toBeGreaterThan(230);
    expect(items.high).toBeLessThan(260);
  });

  it("has no upper end where nothing has passed yet", () => {
    const known = { passed: 0, judgeable: 0, of: 8, from: "project" as const };
    const basis = { ...NOTHING, yield: known, measured: MEASURED };
    const { items, cost, seconds } = estimateRun({ ...PLAN, goal: "passing" }, basis);
    expect(items).toMatchObject({ expected: 1_000, high: null });
    expect([cost?.high, seconds?.high]).toEqual([null, null]);
  });

  it.each([
    ["of requests", { requestsPerMinute: 60 }, 111],
    ["of tokens", { tokensPerMinute: 4_000 }, 120],
    ["that is wider than the latency", { requestsPerMinute: 6_000 }, 55.5],
  ])("does not go faster than the endpoint's limit %s", (_, limit, expected) => {
    const { seconds } = estimateRun(PLAN, { ...NOTHING, measured: MEASURED, ...limit });
    expect(seconds?.expected).toBeCloseTo(expected, 6);
  });

  it("never takes less for more, whatever was measured", () => {
    const stream = random("estimates");
    const maybe = <T>(value: T): T | null => (stream.int(3) === 0 ? null : value);
    const within = (most: number) => 1 + stream.int(most);
    for (let round = 0; round < 500; round++) {
      const of = within(200);
      const passed = stream.int(of + 1);
      const basis: EstimateBasis = {
        yield: maybe({ passed, judgeable: passed + stream.int(of - passed + 1), of, from: "recipe" }),
        measured: maybe({
          answers: within(500),
          callsPerAnswer: 1 + stream.int(300) / 100,
          promptTokens: maybe(within(4_000)),
          completionTokens: maybe(within(4_000)),
          latencyMs: within(30_000),
          from: { kind: "model" },
        }),
        promptTokens: maybe(within(4_000)),
        problem: null,
        requestsPerMinute: maybe(within(1_000)),
        tokensPerMinute: maybe(within(100_000)),
        judge: maybe({
          calls: within(100),
          promptTokens: within(4_000),
          completionTokens: maybe(within(4_000)),
          from: "project",
        }),
      };
      const plan: EstimatedPlan = {
        targets: Array.from({ length: within(5) }, (_, i) => ({ labelId: `${i}`, count: stream.int(500) })),
        goal: stream.int(2) === 0 ? "passing" : "produced",
        asksModel: stream.int(4) > 0,
        concurrency: within(64),
        prices: maybe({ input: stream.int(1_000) / 100, output: stream.int(1_000) / 100 }),
        judge: maybe({ rubric: "Is it natural?", prices: maybe({ input: 1, output: stream.int(9) }) }),
      };
      const more = plan.targets.map((target) => ({ ...target, count: target.count + stream.int(100) }));
      const spans = (plan: EstimatedPlan) => {
        const { items, seconds, ...rest } = estimateRun(plan, basis);
        return { items, seconds, ...totalOfEstimate({ items, seconds, ...rest }) };
      };
      const less = spans(plan);
      const greater = spans({ ...plan, targets: more });
      for (const key of ["items", "calls", "promptTokens", "completionTokens", "cost", "seconds"] as const) {
        const [a, b] = [less[key], greater[key]];
        expect(a === null).toBe(b === null);
        if (!a || !b) continue;
        for (const span of [a, b]) {
          expect(span.low).toBeLessThanOrEqual(span.expected);
          expect(span.expected).toBeLessThanOrEqual(span.high ?? Number.POSITIVE_INFINITY);
        }
        expect(b.low).toBeGreaterThanOrEqual(a.low);
        expect(b.expected).toBeGreaterThanOrEqual(a.expected);
        expect(b.high ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(a.high ?? 0);
      }
    }
  });
});

describe("the judge of an estimate", () => {
  const known = { passed: 50, judgeable: 50, of: 100, from: "recipe" as const };
  const judged = (plan: Partial<EstimatedPlan>, basis: Partial<EstimateBasis> = {}) =>
    estimateRun(
      { ...PLAN, judge: JUDGE, ...plan },
      { ...NOTHING, measured: MEASURED, judge: JUDGED, ...basis },
    );

  it("asks about what passes: the target where that has to, else the share that does, and every item at most", () => {
    const passing = judged({ goal: "passing" }, { yield: known });
    expect(passing.judge?.calls).toEqual({ low: 100, expected: 100, high: passing.items.high });
    const produced = judged({}, { yield: known }).judge?.calls;
    expect(produced).toMatchObject({ expected: 50, high: 100 });
    expect(produced?.low).toBeGreaterThan(35);
    expect(produced?.low).toBeLessThan(45);
    expect(judged({}).judge?.calls).toEqual({ low: 0, expected: 100, high: 100 });
    const none = { ...known, passed: 0, judgeable: 0 };
    expect(judged({ goal: "passing" }, { yield: none }).judge?.calls.high).toBeNull();
  });

  it("is asked about what it will disagree about, too, which holds back no run that nobody judges", () => {
    const contested = { ...known, passed: 48, judgeable: 100, of: 100 };
    const plan = { goal: "passing" as const };
    const { items, judge } = judged(plan, { yield: contested });
    expect(items.expected).toBe(209);
    expect(judge?.calls.expected).toBe(207);
    expect(judged({ ...plan, judge: null }, { yield: contested }).items.expected).toBe(101);
  });

  it("takes the rubric by its length, and what was measured for the rest", () => {
    const { judge } = judged({ goal: "passing" });
    expect(judge).toEqual({
      calls: exactly(100),
      promptTokens: exactly(30_000),
      completionTokens: exactly(5_000),
      cost: exactly(close(0.08)),
    });
  });

  it("gives for the same rubric what was measured with it, however the provider counts", () => {
    const counted = (promptTokens: number) =>
      judged({ goal: "passing" }, { judge: { ...JUDGED, promptTokens } }).judge?.promptTokens;
    expect(counted(-4)).toEqual(exactly(600));
    expect(counted(-40)).toEqual(exactly(0));
  });

  it("adds to what the generator spends, and is all that is spent where the built-in one writes", () => {
    const estimate = judged({ goal: "passing" });
    expect(totalOfEstimate(estimate)).toEqual({
      calls: exactly(211),
      promptTokens: exactly(36_000),
      completionTokens: exactly(7_000),
      cost: exactly(close(0.106)),
    });
    const builtIn = judged({ goal: "passing", asksModel: false, prices: null }, { measured: null });
    expect(totalOfEstimate(builtIn)).toEqual(estimate.judge);
    expect(builtIn.seconds).toBeNull();
  });

  it("leaves unknown in all what is unknown of either", () => {
    const unknown = judged({}, { judge: { ...JUDGED, completionTokens: null, from: "length" } });
    expect(unknown.judge).toMatchObject({ completionTokens: null, cost: null });
    expect(totalOfEstimate(unknown)).toMatchObject({ completionTokens: null, cost: null });
    expect(totalOfEstimate(judged({ judge: { ...JUDGE, prices: null } })).cost).toBeNull();
  });

  it("counts against the limits, and where it is half known by what is known of it", () => {
    const limits = { calls: 105.5, tokens: 21_500, cost: 0.053 };
    expect(tightLimits(limits, judged({ goal: "passing" }))).toEqual([
      { kind: "calls", share: 0.5 },
      { kind: "tokens", share: 0.5 },
      { kind: "cost", share: close(0.5) },
    ]);
    const unpriced = judged({ goal: "passing", judge: { ...JUDGE, prices: null } });
    expect(tightLimits({ ...NO_BUDGET, cost: 0.013 }, unpriced)).toEqual([
      { kind: "cost", share: close(0.5) },
    ]);
  });
});

describe("tightLimits", () => {
  const estimate = estimateRun(PLAN, { ...NOTHING, measured: MEASURED });

  it("names the limits below what is expected, the tightest first", () => {
    expect(tightLimits({ calls: 100, tokens: 2_000, cost: 0.013 }, estimate)).toEqual([
      { kind: "tokens", share: 0.25 },
      { kind: "cost", share: close(0.5) },
      { kind: "calls", share: close(100 / 111) },
    ]);
  });

  it("is content with limits that suffice, and with none", () => {
    expect(tightLimits({ calls: 111, tokens: 8_000, cost: 1 }, estimate)).toEqual([]);
    expect(tightLimits(NO_BUDGET, estimate)).toEqual([]);
  });

  it("holds a limit of tokens against the prompts alone where replies are unknown", () => {
    const unknown = estimateRun(PLAN, NOTHING);
    expect(tightLimits({ calls: null, tokens: 2_500, cost: 1 }, unknown)).toEqual([
      { kind: "tokens", share: 0.5 },
    ]);
    expect(tightLimits({ calls: null, tokens: 5_000, cost: 1 }, unknown)).toEqual([]);
  });
});

describe("promptTokensOf", () => {
  it.each([
    [[], 3],
    [["Write a question to a bank."], 14],
    [["Write.", "Пиши."], 16],
  ])("%j", (contents, expected) => {
    const messages = contents.map((content) => ({ role: "user" as const, content }));
    expect(promptTokensOf(messages)).toBe(expected);
  });
});
