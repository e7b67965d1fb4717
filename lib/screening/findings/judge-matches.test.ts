import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { useJudgedProject } from "../test/judged-project.ts";
import { overrideFinding } from "./override-finding.ts";

useDatabase();
const { made, rows, judged, match, set, verdict, judge, findings, counts } = useJudgedProject();

describe("against the test set, by the default thresholds", () => {
  it.each([
    [{ exact: 1, probability: 0.99, cosine: 1 }, "exactLeak", "exact", 1, 1],
    // Whatever the combination says of it.
    [{ exact: 1 }, "exactLeak", "exact", 1, 1],
    [{ probability: 0.5, evidence: "overlap" }, "nearLeak", "combined", 0.5, 0.5],
    [{ probability: 0.6, evidence: "template", cosine: 0.9 }, "nearLeak", "combined", 0.6, 0.5],
    [{ probability: 0.6, evidence: "cosine" }, "semanticLeak", "combined", 0.6, 0.5],
    [{ probability: 0.49, wordEdit: 0.5 }, "nearLeak", "wordEdit", 0.5, 0.5],
    [{ wordEdit: 0.75, cosine: 0.9 }, "nearLeak", "wordEdit", 0.75, 0.5],
    [{ probability: 0.1, cosine: 0.85 }, "semanticLeak", "cosine", 0.85, 0.85],
  ] as const)("%j is a finding", async (scores, kind, detector, score, threshold) => {
    await match("test", scores);
    await judge();
    expect(await findings()).toMatchObject([
      { against: "test", kind, detector, score, threshold, matchId: rows.test, state: "open" },
    ]);
    expect(await counts()).toEqual({ openFindings: 1, openLeaks: 1 });
  });

  it.each([
    { probability: 0.49, wordEdit: 0.49, cosine: 0.849, containment: 1, overlap: 1, template: 1 },
    { exact: 0 },
  ])("%j is none", async (scores) => {
    await match("test", scores);
    await judge();
    expect(await findings()).toEqual([]);
    expect(await counts()).toEqual({ openFindings: 0, openLeaks: 0 });
  });
});

describe("in the grey zone of the judge", () => {
  const zone = { probability: 0.3, evidence: "overlap" } as const;

  it.each([
    ["rewriting", "semanticLeak"],
    ["unknown", "unjudged"],
    [null, "unjudged"],
  ] as const)("the verdict %s makes %s, which blocks", async (said, kind) => {
    await set({ judgeEndpointId: made.endpointId });
    await match("test", zone);
    if (said) await verdict(said);
    await judge();
    expect(await findings()).toMatchObject([{ kind, detector: "judge", score: 0.3, threshold: 0.25 }]);
    expect(await counts()).toEqual({ openFindings: 1, openLeaks: 1 });
  });

  it("the verdict different makes nothing", async () => {
    await set({ judgeEndpointId: made.endpointId });
    await match("test", zone);
    await judge();
    expect(await findings()).toHaveLength(1);
    await verdict("different");
    await judge([judged().id]);
    expect(await findings()).toEqual([]);
    expect(await counts()).toEqual({ openFindings: 0, openLeaks: 0 });
  });

  it.each([
    ["another text", { text: "as it was before the edit" }],
    ["another row", { matchId: randomUUID() }],
  ])("a verdict on %s is none", async (_name, about) => {
    await set({ judgeEndpointId: made.endpointId });
    await match("test", zone);
    await verdict("different", about);
    await judge();
    expect(await findings()).toMatchObject([{ kind: "unjudged" }]);
  });

  it.each([
    ["without a judge", "test", 0.3, false],
    ["below it", "test", 0.24, true],
    ["against support examples", "support", 0.3, true],
    ["against exemplars", "exemplar", 0.3, true],
  ] as const)("there is nothing %s", async (_name, against, probability, hasJudge) => {
    if (hasJudge) await set({ judgeEndpointId: made.endpointId });
    await match(against, { probability });
    await judge();
    expect(await findings()).toEqual([]);
  });

  it("the threshold and the detectors go before the judge", async () => {
    await set({ judgeEndpointId: made.endpointId });
    await match("test", { probability: 0.3, wordEdit: 0.6 });
    await verdict("different");
    await judge();
    expect(await findings()).toMatchObject([{ kind: "nearLeak", detector: "wordEdit" }]);
  });
});

describe.each([
  { against: "support", kind: "supportCopy" },
  { against: "exemplar", kind: "duplicate" },
] as const)("against $against", ({ against, kind }) => {
  it.each([
    [{ exact: 1 }, "exact", 1, 1],
    [{ probability: 0.9, evidence: "cosine" }, "combined", 0.9, 0.9],
    [{ probability: 0.89, wordEdit: 0.6 }, "wordEdit", 0.6, 0.5],
    [{ probability: 0.6, cosine: 0.86 }, "cosine", 0.86, 0.85],
  ] as const)(
    "%j is a finding, and under another label a conflict",
    async (scores, detector, score, threshold) => {
      await match(against, scores);
      await judge();
      const expected = { against, detector, score, threshold, matchId: rows[against] };
      expect(await findings()).toMatchObject([{ ...expected, kind }]);
      expect(await counts()).toEqual({ openFindings: 1, openLeaks: 0 });
      await db().exemplar.update({ where: { id: judged().id }, data: { labelId: made.lost } });
      await judge();
      expect(await findings()).toMatchObject([{ ...expected, kind: "labelConflict" }]);
    },
  );

  it.each([{ probability: 0.89, wordEdit: 0.49, cosine: 0.84 }])("%j is none", async (scores) => {
    await match(against, scores);
    await judge();
    expect(await findings()).toEqual([]);
  });

  it("a row that is gone has no label to conflict with", async () => {
    await match(against, { exact: 1, matchId: randomUUID() });
    await db().exemplar.update({ where: { id: judged().id }, data: { labelId: made.lost } });
    await judge();
    expect(await findings()).toMatchObject([{ kind }]);
  });
});

it("gives one finding for each set, and counts all", async () => {
  await match("test", { exact: 1, wordEdit: 1, cosine: 1, probability: 1 });
  await match("support", { probability: 0.95 });
  await match("exemplar", { probability: 0.95, cosine: 0.9 });
  await judge();
  await judge();
  expect((await findings()).map((finding) => finding.kind)).toEqual([
    "exactLeak",
    "supportCopy",
    "duplicate",
  ]);
  expect(await counts()).toEqual({ openFindings: 3, openLeaks: 1 });
});

it("leaves other exemplars and projects alone where it is told which", async () => {
  await match("test", { exact: 1 });
  await judge([rows.exemplar]);
  expect(await findings()).toEqual([]);
});

describe("an override", () => {
  const override = async () => {
    const [finding] = await findings();
    await overrideFinding({ ...made, findingId: finding?.id ?? "", reason: "It is a stock phrase." });
  };
  const change = (data: object) => db().match.updateMany({ where: { exemplarId: judged().id }, data });

  it("stays where another detector leads, the kind changes, or no rule asks for it", async () => {
    await match("test", { probability: 0.6, wordEdit: 0.6, cosine: 0.9 });
    await judge();
    await override();
    await set({ leakThreshold: 0.7 });
    await judge();
    expect(await findings()).toMatchObject([{ state: "overridden", detector: "wordEdit" }]);
    await set({ wordEditThreshold: 0.7 });
    await judge();
    expect(await findings()).toMatchObject([
      { state: "overridden", detector: "cosine", kind: "semanticLeak" },
    ]);
    await set({ cosineThreshold: 1 });
    await judge();
    expect(await findings()).toMatchObject([{ state: "overridden", detector: "cosine" }]);
    expect(await counts()).toEqual({ openFindings: 0, openLeaks: 0 });
  });

  it.each([
    ["the score rises", () => change({ probability: 0.7 })],
    ["another row is nearer", () => change({ matchId: randomUUID() })],
  ])("falls where %s", async (_name, happen) => {
    await match("test", { probability: 0.6 });
    await judge();
    await override();
    await happen();
    await judge();
    expect(await findings()).toMatchObject([{ state: "open", overrideReason: null }]);
    expect(await counts()).toEqual({ openFindings: 1, openLeaks: 1 });
  });

  it("of an unjudged finding stays when the judge has spoken", async () => {
    await set({ judgeEndpointId: made.endpointId });
    await match("test", { probability: 0.3 });
    await judge();
    await override();
    await verdict("rewriting");
    await judge();
    expect(await findings()).toMatchObject([{ state: "overridden", kind: "semanticLeak" }]);
  });
});
