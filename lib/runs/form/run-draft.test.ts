import { describe, expect, it } from "vitest";
import { NO_BUDGET } from "../budget.ts";
import type { RunForm } from "../runs.ts";
import {
  draftOf,
  inputOf,
  isPriced,
  pacedBy,
  problemsOf,
  type RunDraft,
  withEndpoint,
  withJudge,
  withJudging,
  withRecipe,
} from "./run-draft.ts";

const id = (digit: number) => `0000000${digit}-0000-4000-8000-000000000000`;
const [GRAMMAR, PROMPT, BIG, SMALL, LABEL, OTHER] = [1, 2, 3, 4, 5, 6].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const projectId = id(9);

const FORM: RunForm = {
  recipeVersions: [
    { id: GRAMMAR, number: 1, kind: "grammar", recipeId: id(7), recipeName: "Openings" },
    { id: PROMPT, number: 1, kind: "prompt", recipeId: id(8), recipeName: "Questions" },
  ],
  labels: [
    { id: LABEL, name: "refund", colour: "red" },
    { id: OTHER, name: "card lost", colour: "blue" },
  ],
  endpoints: [
    {
      id: BIG,
      name: "big",
      baseUrl: "http://a/v1",
      model: "m",
      prices: { input: 1, output: 2 },
      mostAtOnce: null,
    },
    { id: SMALL, name: "small", baseUrl: "http://b/v1", model: "m", prices: null, mostAtOnce: 2 },
  ],
  values: {
    recipeVersionId: PROMPT,
    endpointId: BIG,
    targets: [
      { labelId: LABEL, count: 10 },
      { labelId: OTHER, count: 0 },
    ],
    seed: 5,
    concurrency: 4,
    goal: "passing",
    budget: { ...NO_BUDGET, calls: 50 },
    reusesReplies: true,
    judge: null,
    replacesId: null,
  },
};
type FormEndpoint = RunForm["endpoints"][number];
const DRAFT = draftOf(FORM);
const read = (change: Partial<RunDraft>) =>
  inputOf({ ...DRAFT, ...change }, FORM, { projectId, isDraft: false });
const wrong = (change: Partial<RunDraft>) => problemsOf(read(change), pacedBy({ ...DRAFT, ...change }, FORM));

describe("a draft of a run", () => {
  it("is what the form begins with, and gives that back", () => {
    expect(DRAFT).toMatchObject({ counts: ["10", "0"], calls: "50", tokens: "", cost: "", seed: "5" });
    expect(read({})).toEqual({ ...FORM.values, projectId, isDraft: false });
    expect(wrong({})).toEqual({});
  });

  it("reads limits, and none where nothing was typed", () => {
    expect(read({ calls: " 7 ", tokens: "1000", cost: "0.5" }).budget).toEqual({
      calls: 7,
      tokens: 1_000,
      cost: 0.5,
    });
    expect(read({ calls: " " }).budget).toEqual(NO_BUDGET);
  });

  it.each<[Partial<RunDraft>, string[]]>([
    [{ counts: ["", "0"] }, ["targets.0.count"]],
    [{ counts: ["1.5", "-3"] }, ["targets.0.count", "targets.1.count"]],
    [{ counts: ["0", "0"] }, ["targets"]],
    [{ counts: ["99999", "2"] }, ["targets"]],
    [{ seed: "" }, ["seed"]],
    [{ seed: "1e3" }, ["seed"]],
    [{ concurrency: "0" }, ["concurrency"]],
    [{ concurrency: "65" }, ["concurrency"]],
    [{ calls: "0", tokens: "many", cost: "-1" }, ["budget.calls", "budget.tokens", "budget.cost"]],
    [{ calls: "1.5", cost: "$3" }, ["budget.calls", "budget.cost"]],
    [{ isJudged: true }, ["judge.endpointId"]],
    [{ isJudged: true, judgeEndpointId: "gone" }, ["judge.endpointId"]],
    [{ isJudged: true, judgeEndpointId: BIG, rubric: " \n" }, ["judge.rubric"]],
    [{ isJudged: true, judgeEndpointId: BIG, rubric: "x".repeat(5_001) }, ["judge.rubric"]],
  ])("refuses %j", (change, fields) => {
    expect(Object.keys(wrong(change)).sort()).toEqual([...fields].sort());
  });

  it("says what the endpoint takes at most", () => {
    expect(wrong({ endpointId: SMALL, concurrency: "3" })).toEqual({
      concurrency: { key: "runs.errors.aboveEndpoint", values: { limit: 2 } },
    });
    expect(wrong({ endpointId: SMALL, concurrency: "2" })).toEqual({});
  });

  it("sets no limit that is not shown", () => {
    expect(read({ endpointId: SMALL, cost: "1" }).budget?.cost).toBeNull();
    const builtIn = withRecipe({ ...DRAFT, tokens: "9", concurrency: "no" }, FORM, GRAMMAR);
    expect(inputOf(builtIn, FORM, { projectId, isDraft: true })).toMatchObject({
      budget: NO_BUDGET,
      concurrency: 4,
      endpointId: null,
      isDraft: true,
    });
  });

  it("lets what no longer fits give way, and keeps the rest", () => {
    const typed = { ...DRAFT, concurrency: "8", calls: "5" };
    expect(withEndpoint(typed, FORM, SMALL)).toEqual({ ...typed, endpointId: SMALL, concurrency: "2" });
    expect(withEndpoint({ ...typed, concurrency: "x" }, FORM, SMALL).concurrency).toBe("x");
    const builtIn = withRecipe(typed, FORM, GRAMMAR);
    expect(builtIn).toEqual({ ...typed, recipeVersionId: GRAMMAR, endpointId: null });
    expect(withRecipe(builtIn, FORM, PROMPT)).toEqual(typed);
  });

  describe("with a judge", () => {
    const GRAMMAR_DRAFT = withRecipe(DRAFT, FORM, GRAMMAR);
    const judged = (draft: RunDraft, judgeEndpointId: string) =>
      withJudge(withJudging(draft, FORM, true), FORM, judgeEndpointId);
    const inputFrom = (draft: RunDraft) => inputOf(draft, FORM, { projectId, isDraft: false });

    it("has none at first, and a rubric that can be taken as it is", () => {
      expect(DRAFT).toMatchObject({ isJudged: false, judgeEndpointId: null });
      expect(DRAFT.rubric.length).toBeGreaterThan(100);
      expect(wrong({ isJudged: true, judgeEndpointId: SMALL })).toEqual({});
    });

    it("proposes another model than the generator's, else another endpoint, and keeps what was chosen", () => {
      const [big, small] = FORM.endpoints as [FormEndpoint, FormEndpoint];
      const three = { ...FORM, endpoints: [big, small, { ...small, id: OTHER, model: "another" }] };
      expect(withJudging(DRAFT, three, true).judgeEndpointId).toBe(OTHER);
      const first = withJudging(DRAFT, FORM, true);
      expect(first).toMatchObject({ isJudged: true, judgeEndpointId: SMALL });
      const off = withJudging(judged(DRAFT, BIG), FORM, false);
      expect(inputFrom(off).judge).toBeNull();
      expect(withJudging(off, FORM, true).judgeEndpointId).toBe(BIG);
      const alone = { ...FORM, endpoints: FORM.endpoints.slice(0, 1) };
      expect(withJudging(DRAFT, alone, true).judgeEndpointId).toBe(BIG);
    });

    it("begins with the judge of the run that it was made from", () => {
      const judge = { endpointId: SMALL, rubric: "Is it polite?" };
      const draft = draftOf({ ...FORM, values: { ...FORM.values, judge } });
      expect(inputFrom(draft).judge).toEqual(judge);
    });

    it("may limit what it spends, though the built-in generator spends nothing", () => {
      const draft = { ...judged(GRAMMAR_DRAFT, BIG), calls: "9", cost: "2", concurrency: "3" };
      expect(inputFrom(draft)).toMatchObject({
        endpointId: null,
        concurrency: 3,
        budget: { calls: 9, tokens: null, cost: 2 },
      });
      expect(inputFrom({ ...draft, judgeEndpointId: SMALL }).budget).toEqual({ ...NO_BUDGET, calls: 9 });
    });

    it("can be told in money where the prices of both are known", () => {
      expect(isPriced(DRAFT, FORM)).toBe(true);
      expect(isPriced(judged(DRAFT, BIG), FORM)).toBe(true);
      expect(isPriced(judged(DRAFT, SMALL), FORM)).toBe(false);
      expect(isPriced(GRAMMAR_DRAFT, FORM)).toBe(false);
    });

    it("keeps the judge's limit of questions at once where it alone is asked", () => {
      const draft = { ...DRAFT, concurrency: "8" };
      expect(judged(draft, SMALL).concurrency).toBe("8");
      expect(judged(withRecipe(draft, FORM, GRAMMAR), SMALL).concurrency).toBe("2");
      expect(withRecipe(judged(draft, SMALL), FORM, GRAMMAR).concurrency).toBe("2");
    });
  });
});
