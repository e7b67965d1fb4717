import { describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { corpusKeyOf } from "./load-corpus.ts";
import type { Against, DetectorScores, Match } from "./screening.ts";
import { storeMatches } from "./store-matches.ts";
import { useJudgedProject } from "./test/judged-project.ts";

useDatabase();
const { made, rows, judged, findings, counts } = useJudgedProject();

function matchOf(against: Against, match: Partial<Match> = {}, scores: Partial<DetectorScores> = {}): Match {
  const none = { exact: 0, wordEdit: 0, containment: 0, overlap: 0, template: 0, cosine: 0 };
  return {
    against,
    matchId: rows[against],
    probability: 0,
    evidence: "overlap",
    spans: [],
    ...match,
    scores: { ...none, ...scores },
  };
}

const store = async (matches: Match[], changes: { corpusKey?: string; text?: string } = {}) =>
  storeMatches({
    projectId: made.projectId,
    corpusKey: await corpusKeyOf(db(), made.projectId),
    texts: [{ id: judged().id, number: judged().number, text: changes.text ?? judged().text }],
    results: [{ id: judged().id, matches }],
    ...(changes.corpusKey ? { corpusKey: changes.corpusKey } : {}),
  });
const stored = () => db().match.findMany({ where: { exemplarId: judged().id }, orderBy: { against: "asc" } });
const exemplar = () => db().exemplar.findUniqueOrThrow({ where: { id: judged().id } });

describe("storeMatches", () => {
  it("keeps every score of a match, judges it and dates the screening", async () => {
    await db().exemplar.updateMany({ data: { screenedAt: null } });
    const scores = { exact: 0, wordEdit: 0.1, containment: 0.2, overlap: 0.3, template: 0.4, cosine: 0.5 };
    const match = matchOf("test", { probability: 0.91, evidence: "template", spans: [[0, 3]] }, scores);
    expect(await store([match])).toBe(1);
    expect(await stored()).toEqual([
      {
        exemplarId: judged().id,
        against: "test",
        matchId: rows.test,
        probability: 0.91,
        evidence: "template",
        spans: [[0, 3]],
        ...scores,
      },
    ]);
    expect(await exemplar()).toMatchObject({
      similarity: 0.5,
      leakProbability: 0.91,
      screenedAt: expect.any(Date),
    });
    expect(await findings()).toMatchObject([{ kind: "nearLeak", detector: "combined", score: 0.91 }]);
    expect(await counts()).toEqual({ openFindings: 1, openLeaks: 1 });
  });

  it("puts the matches in the place of the former ones, findings too", async () => {
    await store([
      matchOf("test", { probability: 1 }, { exact: 1, cosine: 1 }),
      matchOf("support", { probability: 1 }),
    ]);
    expect(await findings()).toHaveLength(2);
    await store([matchOf("test", {}, { cosine: 0.1 })]);
    expect(await stored()).toMatchObject([{ against: "test", cosine: 0.1 }]);
    expect(await exemplar()).toMatchObject({ similarity: 0.1, leakProbability: 0 });
    expect(await findings()).toEqual([]);
  });

  it("says unknown, not clean, where there is no test set", async () => {
    await store([]);
    expect(await exemplar()).toMatchObject({
      similarity: null,
      leakProbability: null,
      screenedAt: expect.any(Date),
    });
  });

  it.each([
    ["test", {}, {}, true],
    ["support", { probability: 0.19 }, { wordEdit: 0.49, cosine: 0.49, overlap: 1 }, false],
    ["exemplar", { probability: 0.19 }, { containment: 1, template: 1 }, false],
    ["support", { probability: 0.2 }, {}, true],
    ["exemplar", {}, { wordEdit: 0.5 }, true],
    ["exemplar", {}, { cosine: 0.5 }, true],
    ["exemplar", {}, { exact: 1 }, true],
  ] as const)("keeps a match against %s with %j and %j: %s", async (against, match, scores, isKept) => {
    await store([matchOf(against, match, scores)]);
    expect(await stored()).toHaveLength(isKept ? 1 : 0);
  });

  it("passes over a text that was changed meanwhile", async () => {
    await db().exemplar.updateMany({ data: { screenedAt: null } });
    expect(await store([matchOf("test")], { text: "as it was" })).toBe(0);
    expect(await stored()).toEqual([]);
    expect((await exemplar()).screenedAt).toBeNull();
  });

  it("stores nothing of a batch whose sets are no longer those of the project", async () => {
    expect(await store([matchOf("test")], { corpusKey: "another" })).toBeNull();
    expect(await stored()).toEqual([]);
  });
});
