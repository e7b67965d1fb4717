import { expect, it } from "vitest";
import type { RunForm } from "#lib/runs/runs.ts";
import { html, nothing, read } from "../test/shown-run.tsx";
import { JudgeFields } from "./judge-fields.tsx";

const [BIG, SMALL] = ["big", "small"].map((id) => ({
  ...{ id, name: `the ${id} one`, model: id, baseUrl: "http://a/v1", prices: null, mostAtOnce: null },
})) as [RunForm["endpoints"][number], RunForm["endpoints"][number]];
const DRAFT = {
  ...{ recipeVersionId: "v", endpointId: "big", goal: "passing" as const, counts: [] },
  ...{ calls: "", tokens: "", cost: "", reusesReplies: true, concurrency: "4", seed: "1" },
  ...{ isJudged: true, judgeEndpointId: null, rubric: "Is it <natural>?" },
};

const fields = (given: Partial<Parameters<typeof JudgeFields>[0]> = {}) => (
  <JudgeFields
    draft={DRAFT}
    endpoints={[BIG, SMALL]}
    generator={BIG}
    judge={SMALL}
    errors={{}}
    onTurn={nothing}
    onChoose={nothing}
    onChange={nothing}
    {...given}
  />
);

it("is off at first, and says what it would do", () => {
  const text = read(fields({ draft: { ...DRAFT, isJudged: false } }));
  expect(text).toMatch(/Scores each exemplar from 1 to 5 .* Disagreement is a finding\.$/);
});

it("cannot be turned on without an endpoint, and says where to set one up", () => {
  const shown = fields({ draft: { ...DRAFT, isJudged: false }, endpoints: [], generator: null, judge: null });
  expect(read(shown)).toContain("A judge is a language model, and none is set up yet.");
  expect(html(shown)).toContain('href="/settings"');
  expect(html(shown)).toMatch(/<input type="checkbox"[^>]*disabled=""/);
});

it("warns where a model would judge itself, and only there", () => {
  expect(read(fields({ judge: BIG }))).toContain("A model tends to agree with itself.");
  expect(read(fields())).not.toContain("tends to agree");
  expect(read(fields({ generator: null, judge: BIG }))).not.toContain("tends to agree");
});

it("tells what is missing at its field", () => {
  const errors = { "judge.endpointId": "Choose who judges.", "judge.rubric": "Write something." };
  const shown = html(fields({ judge: null, errors }));
  expect(shown).toMatch(/<select[^>]*aria-invalid="true"/);
  expect(shown).toMatch(/<textarea[^>]*aria-invalid="true"/);
  expect(read(fields({ judge: null, errors }))).toContain("Choose an endpoint the big one · big");
});
