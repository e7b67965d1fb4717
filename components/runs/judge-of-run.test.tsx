import { describe, expect, it } from "vitest";
import { NO_BUDGET } from "#lib/runs/budget.ts";
import type { RunState } from "#lib/runs/run-state.ts";
import {
  phaseOf,
  type Run,
  type RunJudge,
  type RunJudging,
  type RunProgress,
  sumOf,
} from "#lib/runs/runs.ts";
import { BudgetForm } from "./detail/budget-form.tsx";
import { JudgePanel } from "./detail/judge-panel.tsx";
import { RunSettings } from "./detail/run-settings.tsx";
import { RunSummaryCard } from "./detail/run-summary-card.tsx";
import { RunTotals } from "./detail/run-totals.tsx";
import { html, labels, nothing, pressed, progress, read, run } from "./test/shown-run.tsx";

describe("the judge of a run", () => {
  const judge: RunJudge = {
    endpointId: "j",
    endpointName: "house",
    model: "stern",
    rubric: "Is it natural?\n<b>Really</b>?",
    prices: { input: 1, output: 1 },
  };
  const judged: Run = { ...run, isJudged: true, judge };
  const judging: RunJudging = {
    waiting: 0,
    scores: [0, 1, 2, 3, 4],
    agrees: 8,
    disagrees: 2,
    notJudged: [
      { problem: "timeout", count: 2 },
      { problem: "nonsense", count: 1 },
    ],
  };
  const usage = {
    ...progress().usage,
    judge: { calls: 11, promptTokens: 3_000, completionTokens: 200, cost: 0.25 },
  };
  const panel = (state: RunState, given: Partial<RunJudging> = {}, isSpent = false) => (
    <JudgePanel
      run={judged}
      judge={judge}
      judging={{ ...judging, ...given }}
      state={state}
      isSpent={isSpent}
      onChanged={nothing}
    />
  );

  it("tells what it said, and leads to it", () => {
    const text = read(panel("done"));
    expect(text).toMatch(/Judge's scores|Judge’s scores/);
    expect(text).toContain("5 4 4 3 3 2 2 1 1 0");
    expect(text).toContain("Judged 10 of 13 Mean score 4.0 of 5");
    expect(text).toContain("Says the intended label 8 (80%) Says another, or none 2 (20%)");
    const links = [...html(panel("done")).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(links).toContain("/projects/p/review?run=3&amp;finding=labelDisagreement");
    expect(links).toContain("/projects/p/review?run=3&amp;judgeScore=4");
    expect(links).not.toContain("/projects/p/review?run=3&amp;judgeScore=1");
  });

  it("says how many it did not judge, why, and asks again once the run rests", () => {
    const text = read(panel("done"));
    expect(text).toContain("3 exemplars are not judged");
    expect(text).toContain("2: no answer in time, after several tries");
    expect(text).toContain("they count as passing");
    expect(pressed(panel("done"))).toContain("Ask again");
    expect(pressed(panel("running"))).not.toContain("Ask again");
    expect(read(panel("running"))).toContain("once the run rests or is over");
    expect(pressed(panel("stoppedByBudget", {}, true))).not.toContain("Ask again");
    expect(read(panel("stoppedByBudget", {}, true))).toContain("Give the run a higher limit");
    expect(read(panel("done", { notJudged: [] }))).not.toContain("not judged");
    expect(pressed(panel("done", { notJudged: [], waiting: 3 }))).toContain("Ask");
    expect(read(panel("done", { notJudged: [], waiting: 3 }))).toContain("3 exemplars wait for the judge");
    expect(pressed(panel("paused", { notJudged: [], waiting: 3 }))).not.toContain("Ask");
  });

  it("says so where nothing is judged yet", () => {
    const none = { scores: [0, 0, 0, 0, 0] as RunJudging["scores"], agrees: 0, disagrees: 0, notJudged: [] };
    expect(read(panel("running", { ...none, waiting: 14 }))).toContain("Nothing is judged yet");
  });

  it("is at work when all is screened and something waits for it", () => {
    const counts = { state: "running" as const, ...sumOf(labels), asked: 17 };
    expect(phaseOf({ ...counts, judging: { ...judging, waiting: 1 } })).toBe("judging");
    expect(phaseOf({ ...counts, judging })).toBe("running");
    expect(phaseOf({ ...counts, screened: 13, judging: { ...judging, waiting: 1 } })).toBe("screening");
    expect(phaseOf({ ...counts, asked: 24, judging: { ...judging, waiting: 1 } })).toBe("running");
    expect(phaseOf({ ...counts, state: "paused", judging: { ...judging, waiting: 1 } })).toBe("paused");
  });

  const totals = (of: Run, given: Partial<RunProgress> = {}) =>
    read(<RunTotals run={of} progress={progress({ usage, judging, ...given })} counts={sumOf(labels)} />);

  it("counts towards what the run spends, beside the generator", () => {
    const text = totals(judged);
    expect(text).toContain("Screened 14 of 14 Judged 10 of 13");
    expect(text).toContain("Cost so far $0.75 of $2.00 $0.50 generator $0.25 judge");
    expect(text).toContain("Calls 28 of 30 17 generator 11 judge");
    expect(text).toContain("Tokens 4,700 1,500 generator 3,200 judge");
  });

  it("is all that is spent where the built-in generator writes", () => {
    const builtIn: Run = { ...judged, generator: "builtIn", prices: null };
    const nothingSpent = { calls: 0, promptTokens: 0, completionTokens: 0, cost: null, latencyMs: null };
    const text = totals(builtIn, { usage: { ...usage, ...nothingSpent } });
    expect(text).toContain("Cost so far $0.25 of $2.00 Calls 11 of 30 Tokens 3,200");
    expect(text).not.toMatch(/generator|Replies reused/);
  });

  it("is not taken for free where its price is unknown", () => {
    const unpriced = { ...usage, judge: { ...usage.judge, cost: null } };
    const limitless: Run = { ...judged, budget: NO_BUDGET };
    expect(totals(limitless, { usage: unpriced })).toContain(
      "Cost so far at least $0.50 $0.50 generator unknown judge",
    );
  });

  it("has a place in what the run was started with and in what came of it, and stays text", () => {
    expect(read(<RunSettings run={judged} />)).toContain("Judge stern Judge’s endpoint house");
    expect(html(<RunSettings run={judged} />)).not.toContain("<b>Really");
    const over = progress({ state: "done", usage, judging, finishedAt: "2026-03-01T10:02:00.000Z" });
    const outcome = { produced: 14, screened: 14, duplicates: 0, leaks: 0 };
    const card = <RunSummaryCard run={judged} progress={over} counts={sumOf(labels)} outcome={outcome} />;
    expect(read(card)).toContain("Cost of one that passes $0.06");
    expect(read(card)).toContain("Judge’s mean score 4.0 of 5");
    expect(read(card)).toContain("2 have a label that the judge would not give");
    expect(html(card)).toContain("/projects/p/review?run=3&amp;finding=labelDisagreement");
  });

  it("is in what has to be raised when the budget is spent", () => {
    const form = (of: Run) => read(<BudgetForm run={of} usage={usage} onChanged={nothing} />);
    expect(form({ ...judged, budget: { ...NO_BUDGET, calls: 28 } })).toContain("Spent: 28");
    expect(form(judged)).toContain("US dollars");
    expect(form({ ...judged, judge: { ...judge, prices: null } })).not.toContain("US dollars");
  });
});
