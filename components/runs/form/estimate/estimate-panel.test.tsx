import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { messages } from "#lib/messages/messages.ts";
import type { EstimateBasis, Measured } from "#lib/runs/estimate/estimate.ts";
import type { StartRunInput } from "#lib/runs/runs.ts";
import { EstimateOf } from "./estimate-panel.tsx";
import { TriedPrompts } from "./trial.tsx";

/** What somebody reads, without the tags. */
function read(shown: ReactNode): string {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC" onError={fail}>
      {shown}
    </NextIntlClientProvider>,
  );
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** A word that is missing, or a value of it. */
function fail(error: Error) {
  throw error;
}

const BASIS: EstimateBasis = {
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
  callsPerAnswer: 1,
  promptTokens: 60,
  completionTokens: 20,
  latencyMs: 2_000,
  from: { kind: "recipe", runs: [2, 3] },
};
const INPUT: StartRunInput = {
  projectId: "p",
  recipeVersionId: "r",
  endpointId: "e",
  targets: [{ labelId: "a", count: 300 }],
  seed: 1,
  concurrency: 4,
  goal: "passing",
};
const JUDGE = { id: "j", prices: { input: 1, output: 1 } };
const estimate = (
  basis: Partial<EstimateBasis>,
  input: Partial<StartRunInput> = {},
  isPriced = true,
  judge: typeof JUDGE | null = null,
) =>
  read(
    <EstimateOf
      basis={{ ...BASIS, ...basis }}
      input={{ ...INPUT, ...input }}
      prices={isPriced ? { input: 1, output: 10 } : null}
      judge={judge}
    />,
  );

describe("the estimate", () => {
  it("calls unknown what is, and the least what may be more", () => {
    const said = estimate({});
    expect(said).toContain("Items at least 300 Calls at least 300 Tokens unknown in prompts at least 15,000");
    expect(said).toContain("in replies unknown Cost unknown Time unknown");
    expect(said).toContain("How many pass is unknown");
    expect(said).toContain("No answer of this model was measured yet");
  });

  it("gives what was measured, with its interval and what it rests on", () => {
    const said = estimate({
      measured: MEASURED,
      yield: { passed: 60, judgeable: 60, of: 120, from: "recipe" },
    });
    expect(said).toMatch(/Calls about 600 \d+ to \d+ Tokens about 48,000/);
    expect(said).toMatch(/Cost about \$0\.16 \$0\.1\d to \$0\.\d+ Time about 5 min 0 s/);
    expect(said).toContain("60 of 120 items of this recipe with this generator passed so far (50%).");
    expect(said).toContain("Tokens and time from 120 answers of runs 2 and 3.");
    expect(said).not.toContain("unknown");
  });

  it("says whose answers were measured where they are not this recipe's", () => {
    const ofModel = { ...MEASURED, promptTokens: null, from: { kind: "model" as const } };
    expect(estimate({ measured: ofModel })).toContain(
      "Time and tokens of replies from 120 answers of this model to other recipes. Tokens of prompts by the length",
    );
    expect(estimate({ measured: { ...MEASURED, answers: 3, from: { kind: "trial" } } })).toContain(
      "from the 3 prompts tried here",
    );
  });

  it("knows no cost without prices, and says so", () => {
    const said = estimate({ measured: MEASURED }, {}, false);
    expect(said).toContain("Cost unknown");
    expect(said).toContain("The prices of this endpoint are unknown, so the cost is.");
  });

  it("says before the start where a limit is too low", () => {
    const budget = { calls: 150, tokens: 12_000, cost: null };
    const said = estimate({ measured: MEASURED }, { budget, goal: "produced" });
    expect(said).toContain("The limits are below the estimate");
    expect(said).toContain("The limit of calls is enough for about 50% of the run.");
    expect(said).toContain("The limit of tokens is enough for about 50% of the run.");
    expect(estimate({ measured: MEASURED }, { goal: "produced" })).not.toContain("limits");
  });

  it("takes a number that is not typed yet for none", () => {
    const targets = [
      { labelId: "a", count: Number.NaN },
      { labelId: "b", count: 7 },
    ];
    expect(estimate({}, { targets, goal: "produced", concurrency: Number.NaN })).toContain("Items 7");
    expect(estimate({}, { targets: targets.slice(0, 1) })).toBe(
      "Say how many exemplars you want to see what they take.",
    );
  });

  it("speaks of no calls where none are made", () => {
    const said = estimate({}, { endpointId: null });
    expect(said).toContain("Items at least 300");
    expect(said).toContain("Nothing is sent and nothing is spent");
    expect(said).not.toMatch(/Calls|Cost|Tokens/);
  });

  it("tells judge and generator apart, and what the run takes in all", () => {
    const judge = { calls: 40, promptTokens: 290, completionTokens: 50, from: "project" as const };
    const judged = { goal: "produced" as const, judge: { endpointId: "j", rubric: "x".repeat(40) } };
    const basis = {
      measured: MEASURED,
      yield: { passed: 298, judgeable: 298, of: 298, from: "recipe" as const },
      judge,
    };
    const said = estimate(basis, judged, true, JUDGE);
    expect(said).toMatch(/Calls about 599 .* generator 300 judge about 299 Tokens/);
    expect(said).toMatch(/in prompts about 108,000 generator about 18,000 judge about 89,700/);
    expect(said).toMatch(/Cost about \$0\.18 generator about \$0\.078 judge about \$0\.10/);
    expect(said).toContain("Its tokens from 40 calls of runs that it judged");
    expect(said).toContain("Time at least");
  });

  it("has only the judge's where the built-in generator writes", () => {
    const judge = { calls: 0, promptTokens: 290, completionTokens: null, from: "length" as const };
    const judged = { endpointId: null, goal: "produced" as const, judge: { endpointId: "j", rubric: "x" } };
    const said = estimate({ judge }, judged, false, JUDGE);
    expect(said).toMatch(
      /Calls about 300 0 to 300 Tokens unknown in prompts about 87,300 in replies unknown/,
    );
    expect(said).toContain("The built-in generator writes on this machine and spends nothing.");
    expect(said).not.toMatch(/Time|Nothing is sent/);
  });

  it("says why a recipe cannot be filled", () => {
    const problem = { key: "recipes.problems.slotGone" as const, values: { slot: "topic" } };
    expect(estimate({ promptTokens: null, problem })).toContain("topic");
  });
});

describe("tried prompts", () => {
  it("shows the reply, what it took and cost, or why there is none", () => {
    const labels = [{ id: "a", name: "refund", colour: "red" }];
    const none = { promptTokens: null, completionTokens: null };
    const tried = [
      {
        labelId: "a",
        result: { text: "Where is my money?" },
        promptTokens: 40,
        completionTokens: 6,
        latencyMs: 1_240,
      },
      { labelId: "a", result: { code: "empty" as const, detail: "" }, ...none, latencyMs: 900 },
      { labelId: "a", result: { code: "unauthorised" as const, detail: "No key" }, ...none, latencyMs: null },
    ];
    expect(read(<TriedPrompts tried={tried} prices={{ input: 3, output: 10 }} labels={labels} />)).toBe(
      "refund Where is my money? 1.2 s · 40 + 6 tokens · $0.00018 " +
        "refund No exemplar: The reply was empty 0.9 s · tokens unknown " +
        "refund No exemplar: the endpoint does not accept the key No key",
    );
  });
});
