import { describe, expect, it } from "vitest";
import { isTooLongToWait, isWorthAnotherTry, pauseAfter } from "./patience.ts";

const silent = { code: "serverError", retryAfterMs: null } as const;
const told = { code: "rateLimited", retryAfterMs: 1_000 } as const;

describe("patience", () => {
  it.each([
    [silent, 1, 500],
    [silent, 2, 2_000],
    [silent, 9, 20_000],
    [told, 1, 1_000],
    [told, 7, 1_000],
  ])("waits after %o, try %i: %i ms, and by chance up to a quarter more", (outcome, tries, pause) => {
    expect(pauseAfter(outcome, tries, () => 0)).toBe(pause);
    expect(pauseAfter(outcome, tries, () => 1)).toBe(1.25 * pause);
  });

  it("asks a slow server less often, and one that says when more often", () => {
    const tries = (outcome: Parameters<typeof isWorthAnotherTry>[0]) => {
      let count = 1;
      while (isWorthAnotherTry(outcome, count)) count++;
      return count;
    };
    expect([tries({ code: "timeout", retryAfterMs: null }), tries(silent), tries(told)]).toEqual([2, 4, 8]);
    expect(isTooLongToWait({ ...told, retryAfterMs: 120_001 })).toBe(true);
    expect(isTooLongToWait(told)).toBe(false);
  });
});
