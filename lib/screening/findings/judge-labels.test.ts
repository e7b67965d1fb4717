import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedAssessment } from "#prisma/seed/exemplars.ts";
import { useJudgedProject } from "../test/judged-project.ts";
import { overrideFinding } from "./override-finding.ts";
import { withdrawOverride } from "./withdraw-override.ts";

useDatabase();
const { made, judged, match, judge, findings, counts } = useJudgedProject();

const say = (labelId: string | null) => seedAssessment(judged(), { labelId });
const label = async (labelId: string) => {
  await db().exemplar.update({ where: { id: judged().id }, data: { labelId } });
  await judge([judged().id]);
};
const override = async () => {
  const [finding] = await findings();
  await overrideFinding({ ...made, findingId: finding?.id ?? "", reason: "It is about a card." });
  return finding?.id ?? "";
};
const states = async () => (await findings()).map(({ kind, state, matchId }) => [kind, state, matchId]);

describe("what the judge says of the label", () => {
  it("is a finding where it is another", async () => {
    await say(made.lost);
    expect(await findings()).toMatchObject([
      {
        against: "label",
        kind: "labelDisagreement",
        detector: "judge",
        score: 1,
        threshold: 1,
        matchId: made.lost,
        state: "open",
      },
    ]);
    expect(await counts()).toEqual({ openFindings: 1, openLeaks: 0 });
  });

  it("is one where none fits", async () => {
    await say(null);
    expect(await states()).toEqual([["labelDisagreement", "open", null]]);
    const before = await findings();
    await judge();
    expect(await findings()).toEqual(before);
  });

  it("is none where it is the same, or nothing was said", async () => {
    await say(made.refund);
    expect(await findings()).toEqual([]);
    await db().assessment.deleteMany({ where: { exemplarId: judged().id } });
    await seedAssessment(judged(), { kind: "notJudged", problem: "timeout" });
    expect(await findings()).toEqual([]);
  });

  it("holds for the text it was said of", async () => {
    await say(made.lost);
    await db().exemplar.update({ where: { id: judged().id }, data: { text: "another" } });
    await judge();
    expect(await findings()).toEqual([]);
    expect(await counts()).toEqual({ openFindings: 0, openLeaks: 0 });
  });

  it("stands beside what comparison finds, which does not touch it", async () => {
    await match("test", { exact: 1 });
    await match("exemplar", { probability: 0.95 });
    await say(made.lost);
    expect((await states()).map(([kind]) => kind)).toEqual(["exactLeak", "duplicate", "labelDisagreement"]);
    expect(await counts()).toEqual({ openFindings: 3, openLeaks: 1 });
    const before = await findings();
    await judge();
    expect(await findings()).toEqual(before);
    await db().match.deleteMany({ where: { exemplarId: judged().id } });
    await judge();
    expect(await states()).toEqual([["labelDisagreement", "open", made.lost]]);
  });

  it("goes by the label that the exemplar has now", async () => {
    await say(made.lost);
    await label(made.lost);
    expect(await findings()).toEqual([]);
    expect(await counts()).toEqual({ openFindings: 0, openLeaks: 0 });
    await label(made.refund);
    expect(await states()).toEqual([["labelDisagreement", "open", made.lost]]);
  });

  it("fits none once its label is deleted", async () => {
    const third = await db().label.create({
      data: { projectId: made.projectId, name: "third", description: "", colour: "#888888", position: 9 },
    });
    await say(third.id);
    expect(await states()).toEqual([["labelDisagreement", "open", third.id]]);
    await db().label.delete({ where: { id: third.id } });
    await judge();
    expect(await states()).toEqual([["labelDisagreement", "open", null]]);
  });
});

describe("an override of it", () => {
  beforeEach(() => say(made.lost));

  it("stays while the judge says the same, whatever the label is", async () => {
    await override();
    expect(await counts()).toEqual({ openFindings: 0, openLeaks: 0 });
    await judge();
    await label(made.lost);
    await label(made.refund);
    expect(await states()).toEqual([["labelDisagreement", "overridden", made.lost]]);
    expect(await counts()).toEqual({ openFindings: 0, openLeaks: 0 });
  });

  it("falls once it says another", async () => {
    await override();
    await say(null);
    expect(await states()).toEqual([["labelDisagreement", "open", null]]);
    await override();
    await say(made.refund);
    expect(await findings()).toEqual([]);
  });

  it("of a judge who fits it to none is kept like any other", async () => {
    await say(null);
    await override();
    await judge();
    expect(await states()).toEqual([["labelDisagreement", "overridden", null]]);
  });

  it("is withdrawn: it counts again, or goes where they agree by now", async () => {
    const findingId = await override();
    await withdrawOverride({ ...made, findingId });
    expect(await states()).toEqual([["labelDisagreement", "open", made.lost]]);
    expect(await counts()).toEqual({ openFindings: 1, openLeaks: 0 });
    await override();
    await label(made.lost);
    await withdrawOverride({ ...made, findingId });
    expect(await findings()).toEqual([]);
  });
});
