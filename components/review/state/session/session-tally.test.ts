import { describe, expect, it } from "vitest";
import type { Decision } from "#lib/review/review.ts";
import { rowOf } from "../test/test-rows.ts";
import {
  agreement,
  contributionOf,
  NO_TALLY,
  perMinute,
  type SessionTally,
  tally,
  untally,
} from "./session-tally.ts";

const suggested = (labelId: string) => rowOf(1, { suggestion: { source: "judge", labelId, score: 0.8 } });

describe("contributionOf", () => {
  it.each<[string, Decision, ReturnType<typeof rowOf>[], object]>([
    [
      "accepting what is suggested",
      { kind: "accept" },
      [suggested("refund")],
      { made: 1, compared: 1, agreed: 1 },
    ],
    ["accepting another label", { kind: "accept" }, [suggested("lost")], { made: 1, compared: 1, agreed: 0 }],
    [
      "relabelling as suggested",
      { kind: "relabel", labelId: "lost" },
      [suggested("lost")],
      { compared: 1, agreed: 1 },
    ],
    [
      "relabelling otherwise",
      { kind: "relabel", labelId: "card" },
      [suggested("lost")],
      { compared: 1, agreed: 0 },
    ],
    ["taking the suggestion", { kind: "suggestion" }, [suggested("lost")], { compared: 1, agreed: 1 }],
    ["rejecting", { kind: "reject" }, [suggested("lost")], { made: 1, compared: 0 }],
    ["what has no suggestion", { kind: "accept" }, [rowOf(1), rowOf(2)], { made: 2, compared: 0 }],
    ["flagging", { kind: "flag" }, [suggested("lost")], { made: 0, compared: 0, agreed: 0 }],
  ])("of %s", (_name, decision, rows, expected) => {
    expect(contributionOf(decision, rows)).toMatchObject(expected);
  });
});

const one = { made: 1, compared: 1, agreed: 1 };
const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** One decision every so many milliseconds. */
function steady(every: number, until: number): SessionTally {
  let session = NO_TALLY;
  for (let at = 0; at < until; at += every) session = tally(session, one, { at, labels: [] });
  return session;
}

describe("the pace", () => {
  it.each([
    ["before the first decision", NO_TALLY, 0, null],
    ["right after it", steady(SECOND, SECOND), 0, 4],
    ["of one a second", steady(SECOND, 10 * MINUTE), 10 * MINUTE, 60],
    ["of two a second", steady(SECOND / 2, MINUTE), MINUTE, 120],
    ["after a pause", steady(SECOND, MINUTE), 3 * MINUTE, 20],
    ["after a long pause", steady(SECOND, MINUTE), 20 * MINUTE, 0],
  ])("%s", (_name, session, now, expected) => {
    const rate = perMinute(session, now);
    if (expected === null) expect(rate).toBeNull();
    else expect(Math.abs((rate ?? 0) - expected)).toBeLessThanOrEqual(expected * 0.05);
  });

  it("takes no more room the longer the session is", () => {
    const session = steady(100, 20 * MINUTE);
    expect(session.made).toBe(12_000);
    expect(session.recent.length).toBeLessThanOrEqual(61);
  });
});

describe("the tally", () => {
  it("counts the streak of one label, and begins anew with another", () => {
    const follow = (session: SessionTally, ...labels: string[]) => tally(session, one, { at: 0, labels });
    const twice = follow(follow(NO_TALLY, "refund"), "refund");
    expect(twice.streak).toEqual({ label: "refund", count: 2 });
    expect(follow(twice, "refund", "lost", "lost").streak).toEqual({ label: "lost", count: 2 });
    expect(follow(twice).streak).toEqual({ label: "refund", count: 2 });
  });

  it("takes away what an undo took back", () => {
    const session = tally(
      tally(NO_TALLY, one, { at: 0, labels: [] }),
      { ...one, agreed: 0 },
      { at: 1, labels: [] },
    );
    expect(agreement(session)).toBe(0.5);
    expect(untally(session, one)).toMatchObject({ made: 1, compared: 1, agreed: 0 });
    expect(agreement(NO_TALLY)).toBeNull();
  });
});
