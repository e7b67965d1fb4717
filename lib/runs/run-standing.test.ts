import { describe, expect, it } from "vitest";
import { NO_BUDGET, type RunUsage } from "./budget.ts";
import { itemsToCome, labelsToRead, shortfallOf, spentLimits, spentOf } from "./run-standing.ts";
import type { LabelProgress } from "./runs.ts";

const label = (given: Partial<LabelProgress>): LabelProgress => ({
  labelId: "a",
  name: "refund",
  colour: "red",
  target: 10,
  end: null,
  asked: 10,
  produced: 0,
  screened: 0,
  passing: 0,
  failed: 0,
  ...given,
});

const usage: RunUsage = {
  calls: 10,
  promptTokens: 60,
  completionTokens: 40,
  cost: 0.5,
  reused: 0,
  latencyMs: null,
  judge: null,
};

describe("shortfallOf", () => {
  it.each([
    ["passing" as const, label({ produced: 10, passing: 4 }), 6],
    ["produced" as const, label({ produced: 10, passing: 4 }), 0],
    ["passing" as const, label({ passing: 12 }), 0],
    ["passing" as const, label({ passing: 7, end: "reached" }), 0],
    ["passing" as const, label({ passing: 7, end: "notYielding" }), 3],
  ])("counts %s", (goal, progress, short) => expect(shortfallOf(goal, progress)).toBe(short));
});

describe("labelsToRead", () => {
  const labels = [
    label({ labelId: "met", passing: 10 }),
    label({ labelId: "half", passing: 5 }),
    label({ labelId: "also met", passing: 10 }),
    label({ labelId: "none", target: 2 }),
  ];
  const order = (state: "running" | "done") =>
    labelsToRead(state, "passing", labels).map(({ labelId }) => labelId);
  it("keeps their order while the run goes on", () =>
    expect(order("running")).toEqual(["met", "half", "also met", "none"]));
  it("puts what falls short first at the end", () =>
    expect(order("done")).toEqual(["none", "half", "met", "also met"]));
});

describe("itemsToCome", () => {
  it.each([
    ["what is planned, where items count", "produced" as const, label({ produced: 3, failed: 2 }), 5],
    [
      "nothing is known before enough was screened",
      "passing" as const,
      label({ produced: 10, screened: 9 }),
      null,
    ],
    [
      "as many as half of them passing asks for",
      "passing" as const,
      label({ target: 30, asked: 30, produced: 30, screened: 30, passing: 15 }),
      30,
    ],
    [
      "less what waits for screening",
      "passing" as const,
      label({ target: 30, asked: 40, produced: 40, screened: 30, passing: 15 }),
      20,
    ],
    [
      "nothing is known where none passes",
      "passing" as const,
      label({ target: 30, produced: 30, screened: 30 }),
      null,
    ],
    [
      "what is planned of a label that is not asked for any more",
      "passing" as const,
      label({ end: "notYielding", produced: 6, failed: 2 }),
      2,
    ],
  ])("%s", (_name, goal, progress, expected) => expect(itemsToCome(goal, [progress])).toBe(expected));
});

describe("spentLimits", () => {
  it.each([
    [NO_BUDGET, []],
    [{ calls: 10, tokens: 101, cost: 1 }, ["calls"]],
    [{ calls: 11, tokens: 100, cost: 0.5 }, ["tokens", "cost"]],
  ])("of %j", (budget, spent) => expect(spentLimits(budget, usage)).toEqual(spent));
  it("says nothing of money whose amount is unknown", () =>
    expect(spentLimits({ ...NO_BUDGET, cost: 1 }, { ...usage, cost: null })).toEqual([]));
  it("counts the judge, and of money what is known", () => {
    const judge = { calls: 5, promptTokens: 10, completionTokens: 5, cost: 0.25 };
    expect(spentOf({ ...usage, judge })).toEqual({ calls: 15, tokens: 115, cost: 0.75 });
    expect(spentOf({ ...usage, cost: null, judge })).toMatchObject({ cost: 0.25 });
    expect(spentOf({ ...usage, judge: { ...judge, cost: null } })).toMatchObject({ cost: 0.5 });
    expect(spentLimits({ calls: 15, tokens: 116, cost: 0.7 }, { ...usage, judge })).toEqual([
      "calls",
      "cost",
    ]);
  });
});
