import { describe, expect, it } from "vitest";
import { random } from "#lib/core/random.ts";
import {
  type EstimateBasis,
  type EstimatedPlan,
  estimateRun,
  type Measured,
  promptTokensOf,
  totalOfEstimate,
} from "./estimate.ts";
import { close, exactly, MEASURED, NOTHING, PLAN } from "./test/plans.ts";

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
