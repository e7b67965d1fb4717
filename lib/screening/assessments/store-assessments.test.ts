import { describe, expect, it } from "vitest";
import type { Assessment } from "#lib/exemplars/assessments.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { storeSuggestions } from "../suggestions/store-suggestions.ts";
import { useJudgedProject } from "../test/judged-project.ts";
import { findToAssess } from "./assessment-queries.ts";
import { type Assessed, storeAssessments } from "./store-assessments.ts";

useDatabase();
const { made, rows, judged, findings, counts } = useJudgedProject();

const judgedAs = (
  labelId: string | null,
  more: Partial<Extract<Assessment, { kind: "judged" }>> = {},
): Assessment => ({
  kind: "judged",
  score: 2,
  labelId,
  confidence: 0.7,
  reason: "Stiff.",
  ...more,
});
const notJudged: Assessment = { kind: "notJudged", problem: "nonsense" };
const about = (assessment: Assessment, more: Partial<Assessed> = {}): Assessed => ({
  exemplarId: judged().id,
  text: judged().text,
  assessment,
  spent: { calls: 2, promptTokens: 30, completionTokens: 4 },
  ...more,
});
const store = (...assessed: Assessed[]) =>
  storeAssessments({ projectId: made.projectId, runId: judged().runId, model: "gpt" }, assessed);
const stored = () =>
  db().assessment.findMany({ where: { projectId: made.projectId }, omit: { createdAt: true } });
const spent = async () => {
  const run = await db().run.findUniqueOrThrow({ where: { id: judged().runId } });
  return [run.judgeCalls, Number(run.judgePromptTokens), Number(run.judgeCompletionTokens)];
};
const exemplar = () => db().exemplar.findUniqueOrThrow({ where: { id: judged().id } });
const suggestions = () =>
  db().labelSuggestion.findMany({ where: { exemplarId: judged().id }, orderBy: { source: "asc" } });

describe("storeAssessments", () => {
  it("keeps what was said, with its score, its finding, its suggestion and its price", async () => {
    await store(
      about(judgedAs(made.lost)),
      about(notJudged, { exemplarId: rows.exemplar, text: "the first" }),
    );
    const scope = { projectId: made.projectId, runId: judged().runId, model: "gpt" };
    const none = { score: null, labelId: null, confidence: null, reason: "" };
    expect(await stored()).toHaveLength(2);
    expect(await stored()).toEqual(
      expect.arrayContaining([
        {
          ...scope,
          exemplarId: judged().id,
          digest: expect.stringMatching(/^[0-9a-f]{64}$/),
          problem: null,
          score: 2,
          labelId: made.lost,
          confidence: 0.7,
          reason: "Stiff.",
        },
        { ...scope, ...none, exemplarId: rows.exemplar, digest: expect.anything(), problem: "nonsense" },
      ]),
    );
    expect(await exemplar()).toMatchObject({
      judgeScore: 2,
      labelId: made.refund,
      intendedLabelId: made.refund,
      suggestedLabelId: made.lost,
      suggestionScore: 0.7,
      suggestionSource: "judge",
    });
    expect(await findings()).toMatchObject([
      { exemplarId: judged().id, kind: "labelDisagreement", matchId: made.lost },
    ]);
    expect(await counts()).toEqual({ openFindings: 1, openLeaks: 0 });
    expect(await spent()).toEqual([4, 60, 8]);
    const other = await db().exemplar.findUniqueOrThrow({ where: { id: rows.exemplar } });
    expect(other).toMatchObject({ judgeScore: null, openFindings: 0, suggestedLabelId: null });
  });

  it("changes nothing the second time, whatever has happened since", async () => {
    await store(about(judgedAs(made.lost)));
    await db().finding.updateMany({
      where: { projectId: made.projectId },
      data: { state: "overridden", overrideReason: "Looked at." },
    });
    const before = [await stored(), await findings(), await suggestions(), await spent()];
    await store(about(judgedAs(made.lost)));
    expect([await stored(), await findings(), await suggestions(), await spent()]).toEqual(before);
  });

  it("takes the place of what was said before", async () => {
    await store(about(notJudged));
    await store(about(judgedAs(made.lost, { score: 5 })));
    expect(await exemplar()).toMatchObject({ judgeScore: 5, openFindings: 1 });
    await store(about(judgedAs(made.refund, { score: 1 })));
    expect(await exemplar()).toMatchObject({ judgeScore: 1, openFindings: 0, suggestedLabelId: made.refund });
    await store(about(judgedAs(null, { score: 1 })));
    expect(await exemplar()).toMatchObject({ judgeScore: 1, openFindings: 1, suggestedLabelId: null });
    expect(await stored()).toHaveLength(1);
    expect(await spent()).toEqual([8, 120, 16]);
  });

  it("leaves what was judged where the same text is not judged later", async () => {
    await store(about(judgedAs(made.lost)));
    const before = [await stored(), await findings(), await suggestions(), await exemplar()];
    await store(about(notJudged));
    expect([await stored(), await findings(), await suggestions(), await exemplar()]).toEqual(before);
    expect(await spent()).toEqual([4, 60, 8]);
  });

  it("suggests nothing where none fits, and leaves what others suggest", async () => {
    const suggestion = { labelId: made.refund, score: 0.6 };
    await storeSuggestions("prototype", [{ exemplarId: judged().id, text: judged().text, suggestion }]);
    await store(about(judgedAs(made.lost)));
    expect(await exemplar()).toMatchObject({ suggestedLabelId: made.lost, suggestionSource: "judge" });
    await store(about(judgedAs(null)));
    expect(await suggestions()).toMatchObject([{ source: "prototype" }]);
    expect(await exemplar()).toMatchObject({ suggestedLabelId: made.refund, suggestionSource: "prototype" });
  });

  it("drops what is about another text, or an exemplar that is gone, and counts its price", async () => {
    await db().exemplar.delete({ where: { id: rows.exemplar } });
    await db().exemplar.update({ where: { id: judged().id }, data: { text: "edited meanwhile" } });
    await store(about(judgedAs(made.lost)), about(judgedAs(made.lost), { exemplarId: rows.exemplar }));
    expect([await stored(), await findings(), await suggestions()]).toEqual([[], [], []]);
    expect(await exemplar()).toMatchObject({ judgeScore: null, suggestedLabelId: null });
    expect(await spent()).toEqual([4, 60, 8]);
  });

  it("holds a label that was deleted meanwhile to be none", async () => {
    const gone = crypto.randomUUID();
    await store(about(judgedAs(gone)));
    expect(await findings()).toMatchObject([{ kind: "labelDisagreement", matchId: null }]);
    expect(await suggestions()).toEqual([]);
  });

  it("does nothing of a run that is gone", async () => {
    const { runId } = judged();
    await db().run.delete({ where: { id: runId } });
    await store(about(judgedAs(made.lost)));
    expect(await stored()).toEqual([]);
  });

  it("keeps words that a database cannot hold", async () => {
    await store(about(judgedAs(made.refund, { reason: "half \ud83e and \0" })));
    expect(await stored()).toMatchObject([{ reason: "half \ufffd and \ufffd" }]);
  });

  it("of many at once waits for nobody in a circle", async () => {
    const other = { exemplarId: rows.exemplar, text: "the first" };
    const [first, second] = [about(judgedAs(made.lost)), about(judgedAs(made.lost), other)];
    await Promise.all([store(first, second), store(second, first), store(first), store(second)]);
    expect(await stored()).toHaveLength(2);
    expect(await spent()).toEqual([4, 60, 8]);
  });
});

describe("findToAssess", () => {
  const asked = async (more: { atMost?: number; after?: number } = {}) =>
    (await findToAssess({ runId: judged().runId, atMost: 10, ...more })).map(({ number }) => number);
  const change = (data: Parameters<ReturnType<typeof db>["exemplar"]["update"]>[0]["data"]) =>
    db().exemplar.update({ where: { id: judged().id }, data });

  it("gives the exemplars of the run in their order, as many as asked for", async () => {
    expect(await findToAssess({ runId: judged().runId, atMost: 10 })).toEqual([
      { id: rows.exemplar, number: 1, text: "the first", repliesSince: null },
      { id: judged().id, number: 2, text: judged().text, repliesSince: null },
    ]);
    expect(await asked({ atMost: 1 })).toEqual([1]);
    expect(await asked({ after: 1 })).toEqual([2]);
    expect(await findToAssess({ runId: crypto.randomUUID(), atMost: 10 })).toEqual([]);
  });

  it.each([
    ["is not screened", { screenedAt: null }],
    ["has an open finding", { openFindings: 1 }],
    ["is rejected", { status: "rejected" }],
  ] as const)("leaves out what %s", async (_name, data) => {
    await change(data);
    expect(await asked()).toEqual([1]);
  });

  it.each([
    ["judged", judgedAs("00000000-0000-4000-8000-000000000000")],
    ["not judged", notJudged],
  ])("leaves out what is %s, until its text is another", async (_name, assessment) => {
    await store(about(assessment));
    await db().finding.deleteMany({ where: { projectId: made.projectId } });
    await change({ openFindings: 0 });
    expect(await asked()).toEqual([1]);
    await change({ text: "another" });
    expect(await asked()).toEqual([1, 2]);
  });
});
