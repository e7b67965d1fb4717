import { describe, expect, it } from "vitest";
import {
  awayFor,
  fixedWindow,
  type Server,
  simulate,
  slots,
  tokenBucket,
} from "#lib/server/test/simulated-endpoint.ts";

const perSecond = (count: number, endedAt: number) => count / (endedAt / 1_000);

describe("a pace", () => {
  it.each([
    [32, 32],
    [5, 5],
    [1, 1],
  ])("keeps %i slots busy with a ceiling of %i, and never asks more at once", (count, ceiling) => {
    const questions = count * 100;
    const account = simulate({ server: slots({ count }), runs: [{ questions, ceiling }] });
    expect(account.answered).toEqual([questions]);
    expect(account.mostUnderWay).toBe(ceiling);
    expect(account.endedAt / (100 * 200)).toBeLessThan(1.03);
  });

  it("starts small", () => {
    const account = simulate({ server: slots({ count: 64 }), runs: [{ questions: 640, ceiling: 64 }] });
    const [first = 0] = account.sentAt;
    expect(account.sentAt.filter((at) => at === first)).toHaveLength(16);
    expect(account.mostUnderWay).toBe(64);
  });

  const limiters: [string, Server, number][] = [
    ["windows of a second from the first question", fixedWindow({ limit: 100 }), 100],
    [
      "windows that tell to the millisecond when they end",
      fixedWindow({ limit: 100, retryAfter: "exact" }),
      100,
    ],
    ["windows that say nothing", fixedWindow({ limit: 100, retryAfter: null }), 100],
    ["windows by the clock", fixedWindow({ limit: 100, phase: 500 }), 100],
    ["windows of a minute", fixedWindow({ limit: 1_500, windowMs: 60_000 }), 25],
    ["a bucket of fifty", tokenBucket({ perSecond: 100, burst: 50 }), 100],
    ["a bucket of a second", tokenBucket({ perSecond: 100, burst: 100 }), 100],
    ["a few questions a second that take long", fixedWindow({ limit: 20, latencyMs: 1_000 }), 20],
  ];
  it.each(limiters)(
    "takes 90 %% of what a limiter lets through, 5 %% refused at most: %s",
    (_name, server, limit) => {
      const account = simulate({ server, runs: [{ questions: 5_000, ceiling: 32 }] });
      expect(account.answered).toEqual([5_000]);
      expect(perSecond(5_000, account.endedAt)).toBeGreaterThan(0.9 * limit);
      expect(account.refused).toBeLessThan(0.05 * 5_000);
    },
  );

  it.each([
    ["429", { status: 429 as const, retryAfterMs: null }],
    ["429 and when to come back", { status: 429 as const, retryAfterMs: 1_000 }],
    ["503", { status: 503 as const, retryAfterMs: null }],
  ])("finds how many at once a server takes that refuses more with %s", (_name, refuses) => {
    const account = simulate({
      server: slots({ count: 16, refuses }),
      runs: [{ questions: 3_000, ceiling: 64 }],
    });
    expect(account.answered).toEqual([3_000]);
    expect(perSecond(3_000, account.endedAt)).toBeGreaterThan(0.7 * 80);
    expect(account.refused).toBeLessThan(0.05 * 3_000);
  });

  it("lets nobody ask before the server said, and not all at once then", () => {
    const server = fixedWindow({ limit: 20, windowMs: 5_000 });
    const account = simulate({ server, runs: [{ questions: 60, ceiling: 32 }] });
    const [refusedAt = 0] = account.refusedAt;
    const [later = 0] = account.refusedAt.filter((at) => at > refusedAt + 1_000);
    const sent = account.sentAt.filter((at) => at > refusedAt && (!later || at < later));
    expect(Math.min(...sent)).toBeGreaterThanOrEqual(5_000);
    expect(Math.max(...sent) - Math.min(...sent)).toBeGreaterThan(500);
  });

  it("comes back after a server was away, asking little meanwhile", () => {
    const server = awayFor(5_000, 8_000, slots({ count: 32 }));
    const account = simulate({ server, runs: [{ questions: 5_000, ceiling: 32 }] });
    expect(account.answered).toEqual([5_000]);
    expect(account.refused).toBeLessThan(100);
    expect(account.endedAt).toBeLessThan(31_250 + 3_000 + 4_000);
  });

  it("shares an endpoint between runs, each within its own ceiling", () => {
    const account = simulate({
      server: slots({ count: 64 }),
      runs: [
        { questions: 5_000, ceiling: 20 },
        { questions: 5_000, ceiling: 20 },
        { questions: 500, ceiling: 4 },
      ],
      limits: { mostAtOnce: 24 },
      forMs: 20_000,
    });
    const [first = 0, second = 0, third = 0] = account.answered;
    expect(account.mostUnderWay).toBe(24);
    expect(Math.abs(first - second)).toBeLessThan(0.05 * first);
    expect(third / (first + second + third)).toBeGreaterThan(0.15);
    const [most = 0, ...others] = account.mostOfRun;
    expect(Math.max(most, ...others)).toBeLessThanOrEqual(20);
    expect(others.at(-1)).toBe(4);
  });

  it.each([30, 600, 6_000])(
    "asks at most %i times in any minute, and nearly as often",
    (requestsPerMinute) => {
      const { sentAt } = simulate({
        server: slots({ count: 64 }),
        runs: [{ questions: requestsPerMinute * 4, ceiling: 64 }],
        limits: { requestsPerMinute },
        forMs: 180_000,
      });
      const inTheMinuteFrom = (start: number) =>
        sentAt.filter((at) => at >= start && at < start + 60_000).length;
      expect(Math.max(...sentAt.slice(0, 500).map(inTheMinuteFrom))).toBeLessThanOrEqual(requestsPerMinute);
      expect(inTheMinuteFrom(90_000)).toBeGreaterThan(0.95 * requestsPerMinute);
    },
  );

  it("takes the tokens of a minute, by the mean of what was", () => {
    const { sentAt } = simulate({
      server: slots({ count: 64 }),
      runs: [{ questions: 5_000, ceiling: 64 }],
      limits: { tokensPerMinute: 60_000 },
      tokens: 100,
      expectedTokens: 5_000,
      forMs: 240_000,
    });
    const lastMinute = sentAt.filter((at) => at >= 180_000).length;
    expect(lastMinute).toBeGreaterThan(0.95 * 600);
    expect(lastMinute).toBeLessThanOrEqual(600);
  });
});
