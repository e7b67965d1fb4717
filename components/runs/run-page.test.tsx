import { describe, expect, it } from "vitest";
import type { RunItemDetail } from "#lib/runs/items/run-items.ts";
import type { RunState } from "#lib/runs/run-state.ts";
import { type FailureGroup, type RunFailure, type RunProgress, sumOf } from "#lib/runs/runs.ts";
import { LabelProgressTable } from "./detail/label-progress-table.tsx";
import { RunEndNotice } from "./detail/run-end-notice.tsx";
import { RunFailures } from "./detail/run-failures.tsx";
import { RunTotals } from "./detail/run-totals.tsx";
import { ItemContent } from "./items/item-detail.tsx";
import { RunButtons } from "./run-buttons.tsx";
import { group, html, labels, nothing, pressed, progress, read, run } from "./test/shown-run.tsx";

describe("what can be done with a run", () => {
  const cases: [RunState, string[], { isSpent?: boolean }?][] = [
    ["draft", ["Start run", "Discard draft", "Change"]],
    ["queued", ["Pause", "Cancel run", "Duplicate with changes"]],
    ["running", ["Pause", "Cancel run", "Duplicate with changes"]],
    ["paused", ["Continue", "Cancel run", "Duplicate with changes"]],
    ["paused", ["Cancel run", "Duplicate with changes"], { isSpent: true }],
    ["done", ["Duplicate with changes"]],
    ["doneWithFailures", ["Try the failed ones again", "Duplicate with changes"]],
    ["stoppedByBudget", ["Duplicate with changes"], { isSpent: true }],
    ["cancelled", ["Continue", "Duplicate with changes"]],
    ["failed", ["Continue", "Duplicate with changes"]],
  ];
  it.each(cases)("%s: %j", (state, names, { isSpent = false } = {}) => {
    const shown = { run, state, isSpent, group, onChanged: nothing, onDiscarded: nothing };
    expect(pressed(<RunButtons {...shown} hasExemplars={false} />)).toEqual(names);
    expect(pressed(<RunButtons {...shown} hasExemplars />)).toEqual([...names, "Review its exemplars"]);
  });

  it("leads to the exemplars of this run", () =>
    expect(
      html(
        <RunButtons
          run={run}
          state="done"
          isSpent={false}
          hasExemplars
          group={group}
          onChanged={nothing}
          onDiscarded={nothing}
        />,
      ),
    ).toContain("/projects/p/review?run=3"));
});

describe("why a run does nothing", () => {
  const notice = (given: Partial<RunProgress>, isSpent = false) => (
    <RunEndNotice run={run} progress={progress(given)} isSpent={isSpent} onChanged={nothing} />
  );
  it.each([
    ["unauthorised", "Open the settings", "/settings"],
    ["unreachable", "Open the settings", "/settings"],
    ["planImpossible", "Open the recipe", "/projects/p/recipes/c"],
    ["screeningBlocked", "Open screening", "/projects/p/data/screening"],
  ] satisfies [RunFailure["code"], string, string][])("%s: %s", (code, link, href) => {
    const detail =
      code === "planImpossible" ? '{"key":"runs.errors.labelGone","values":{}}' : "their own <words>";
    const shown = notice({ state: "paused", failure: { code, detail } });
    expect(pressed(shown)).toEqual([link]);
    expect(html(shown)).toContain(`href="${href}"`);
    expect(read(shown)).toContain(
      code === "planImpossible" ? "One of these labels was deleted" : "their own &lt;words&gt;",
    );
  });

  it("says where it was the judge that could not be asked", () => {
    const failure = { code: "unauthorised", detail: "401" } as const;
    const title = "The run paused when its judge was asked";
    expect(read(notice({ state: "paused", failure: { ...failure, ofJudge: true } }))).toContain(title);
    expect(read(notice({ state: "paused", failure }))).not.toContain(title);
  });

  it("asks for a higher limit where the budget is spent, and proposes one", () => {
    const usage = { ...progress().usage, calls: 30 };
    const shown = html(notice({ state: "stoppedByBudget", usage }, true));
    expect(shown).toMatch(/<form aria-label="Continue with a higher limit"/);
    expect([...shown.matchAll(/value="([^"]*)"/g)].map(([, value]) => value)).toEqual(["60", "", "2"]);
    expect(read(notice({ state: "stoppedByBudget", usage }, true))).toContain("Spent: 30");
  });
});

describe("the numbers of a run", () => {
  it("add up, and say what is not known", () => {
    const text = read(<RunTotals run={run} progress={progress()} counts={sumOf(labels)} />);
    expect(text).toContain("12 of 20 exemplars that pass screening");
    expect(text).toContain("Asked 24 Produced 14 Failed 3 To come 7 Screened 14 of 14");
    expect(text).toContain("Cost so far $0.50 of $2.00 Calls 17 of 30 Tokens 1,500 Replies reused 2");
    expect(text).toContain("Time left not known yet");
  });

  it("say label by label why it is not asked for any more, those that fall short first at the end", () => {
    const table = (state: RunState) =>
      read(<LabelProgressTable state={state} goal="passing" labels={labels} total={sumOf(labels)} />);
    expect(table("running")).toMatch(/refund 10 10 10 0 Target met lost 10 2 4 3 Not asked for any more/);
    expect(table("done")).toMatch(/lost 10 2 4 3 Not asked .*\(2 of 4\) refund 10 10 10 0 Target met/);
  });
});

describe("failures", () => {
  const failures: FailureGroup[] = [
    { code: "timeout", count: 12, examples: [{ position: 4, detail: "<b>slow</b>", reply: null }] },
    { code: "holdsTestText", count: 2, examples: [] },
  ];
  const shown = (state: RunState, isSpent = false) => (
    <RunFailures run={run} state={state} failures={failures} isSpent={isSpent} onChanged={nothing} />
  );

  it("can be tried again group by group once the run rests, but not what the lock of the test set held back", () => {
    const retries = (state: RunState, isSpent?: boolean) =>
      pressed(shown(state, isSpent)).filter((name) => name.startsWith("Try"));
    expect(retries("doneWithFailures")).toEqual(["Try these 12 again"]);
    expect(retries("paused")).toEqual(["Try these 12 again"]);
    expect(retries("running")).toEqual([]);
    expect(retries("stoppedByBudget", true)).toEqual([]);
  });

  it("lead to their items, and stay text", () => {
    expect(html(shown("running"))).toContain("/projects/p/runs/r/items?reason=timeout");
    expect(html(shown("running"))).not.toContain("<b>slow");
    expect(read(shown("running"))).toContain("2 prompts held back");
  });
});

it("an item is shown as it was sent and as it came, and is never more than text", () => {
  const hostile = '<script>alert("x")</script>';
  const item: RunItemDetail = {
    id: "i",
    position: 4,
    labelId: "refund",
    state: "produced",
    attempts: 2,
    reason: null,
    latencyMs: 812,
    promptTokens: 30,
    completionTokens: null,
    reused: false,
    excerpt: hostile,
    messages: [
      { role: "system", content: hostile },
      { role: "user", content: "two\nlines" },
    ],
    reply: JSON.stringify({ text: hostile }),
    detail: "",
    finishedAt: "2026-03-01T10:00:00.000Z",
    exemplarNumber: 812,
  };
  const shown = <ItemContent run={run} item={item} />;
  expect(html(shown)).not.toContain("<script");
  expect(html(shown)).toContain("two\nlines");
  expect(html(shown)).toContain("/projects/p/review?run=3&amp;at=812");
  expect(read(shown)).toMatch(/Tries 2 Time 812 ms Tokens sent 30 Tokens received the provider did not say/);
  expect(read(shown)).toContain("With line breaks");
  expect(read(<ItemContent run={run} item={{ ...item, reply: "no JSON" }} />)).not.toContain(
    "With line breaks",
  );
});
