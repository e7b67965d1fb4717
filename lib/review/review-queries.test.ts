import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { storeSuggestions } from "#lib/screening/suggestions/store-suggestions.ts";
import { db } from "#lib/server/db.ts";
import type { ExemplarModel } from "#lib/server/generated/models.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedAssessment, seedFinding, seedRun } from "#prisma/seed/exemplars.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedSupportSet, seedTestSet } from "#prisma/seed/real-data.ts";
import { decideExemplars } from "./decisions/decide-exemplars.ts";
import { addNote } from "./notes/add-note.ts";
import { getExemplarDetail } from "./review-queries.ts";

useDatabase();

let userId: string;
let project: SeededProject;
let first: ExemplarModel;
let second: ExemplarModel;
let third: ExemplarModel;

beforeAll(async () => {
  userId = (await seedUser("Ada")).id;
  project = await seedProject({ ownerId: userId, labels: ["refund", "card lost"] });
  const [refund = "", lost = ""] = project.labels.map(({ id }) => id);
  await seedSupportSet(project.id, [{ text: "a support text", labelId: refund }]);
  await seedTestSet(project.id, [{ text: "the sealed words", labelId: lost }], userId);
  const { exemplars } = await seedRun({
    projectId: project.id,
    userId,
    exemplars: [
      { text: "the sealed word", labelId: refund },
      { text: "the other exemplar", labelId: refund },
      { text: "a third one", labelId: refund },
    ],
  });
  const [one, two, three] = exemplars;
  if (!one || !two || !three) throw new Error("no exemplars");
  [first, second, third] = [one, two, three];
  const test = await db().testRow.findFirstOrThrow({
    where: { projectId: project.id },
    select: { id: true },
  });
  const support = await db().supportExample.findFirstOrThrow({ where: { projectId: project.id } });
  await seedFinding({ exemplar: first, kind: "supportCopy", matchId: support.id });
  await seedFinding({ exemplar: first, kind: "duplicate", matchId: second.id });
  await seedFinding({
    exemplar: first,
    kind: "semanticLeak",
    matchId: test.id,
    spans: [[0, 10]],
    score: 0.91,
  });
  await seedFinding({ exemplar: second, kind: "nearLeak", state: "overridden" });
  await db().match.updateMany({ where: { exemplarId: second.id }, data: { matchId: test.id } });
  await decideExemplars({
    userId,
    projectId: project.id,
    exemplarIds: [first.id],
    decision: { kind: "accept" },
  });
});

const detail = (exemplarId = first.id) => getExemplarDetail({ userId, projectId: project.id, exemplarId });

describe("getExemplarDetail", () => {
  it("tells the findings, the worst first, with what was matched", async () => {
    const { findings, nearestTest } = await detail();
    expect(findings).toMatchObject([
      {
        kind: "semanticLeak",
        detector: "cosine",
        score: 0.91,
        spans: [[0, 10]],
        match: { label: { name: "card lost" } },
        scores: { probability: 0.91, evidence: "overlap", scores: { cosine: 0.91, template: 0 } },
      },
      {
        kind: "duplicate",
        match: {
          against: "exemplar",
          row: { number: 2, label: { name: "refund" }, revision: 0 },
          text: "the other exemplar",
        },
      },
      { kind: "supportCopy", match: { against: "support", text: "a support text" } },
    ]);
    expect(nearestTest).toMatchObject({ scores: { probability: 0.91 }, label: { name: "card lost" } });
  });

  it("says so where the row has been replaced, and tells the scores of no other row as its own", async () => {
    expect((await detail(second.id)).findings).toMatchObject([
      {
        kind: "nearLeak",
        match: { against: "gone" },
        scores: null,
        spans: [],
        override: { reason: "looked at" },
      },
    ]);
  });

  it("tells what the judge said of the texts as they stand", async () => {
    const { matchId } = await seedFinding({ exemplar: third, kind: "unjudged" });
    const of = async (said: string) => {
      const data = { projectId: project.id, exemplarId: third.id, matchId, model: "m", reason: "timeout" };
      const digest = createHash("sha256").update(said).digest("hex");
      await db().leakVerdict.deleteMany({ where: { exemplarId: third.id } });
      await db().leakVerdict.create({ data: { ...data, digest, verdict: "unknown" } });
      return (await detail(third.id)).findings[0]?.verdict;
    };
    expect(await of(third.text)).toEqual({ verdict: "unknown", reason: "timeout", model: "m" });
    expect(await of("as it was")).toBeNull();
  });

  it("tells nothing of the sealed text", async () => {
    expect(JSON.stringify(await detail())).not.toContain("sealed words");
  });

  it("tells where the exemplar comes from and what was decided", async () => {
    const { provenance, history, intendedLabel } = await detail();
    expect(provenance).toMatchObject({
      runNumber: 1,
      recipe: { version: 1 },
      generator: "builtIn",
      slots: { topic: "a topic" },
      messages: [{ role: "user", content: "the sealed word" }],
    });
    expect(intendedLabel.name).toBe("refund");
    expect(history).toMatchObject([
      {
        kind: "accept",
        by: "Ada",
        fromStatus: "pending",
        toStatus: "accepted",
        toLabel: "refund",
        toText: null,
      },
    ]);
  });

  it("is not for strangers", async () => {
    const stranger = await seedUser("Stranger");
    const asked = { userId: stranger.id, projectId: project.id, exemplarId: second.id };
    await expect(getExemplarDetail(asked)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("what the panel tells besides", () => {
  it("tells the suggestions by source, the most trusted first, and the notes", async () => {
    const [refund = "", lost = ""] = project.labels.map(({ id }) => id);
    const suggest = (source: "judge" | "prototype", labelId: string, score: number) =>
      storeSuggestions(source, [{ exemplarId: third.id, text: third.text, suggestion: { labelId, score } }]);
    await suggest("prototype", lost, 0.8);
    await suggest("judge", refund, 0.6);
    await addNote({ userId, projectId: project.id, exemplarId: third.id, text: "a question" });
    const { suggestions, notes, row } = await getExemplarDetail({
      userId,
      projectId: project.id,
      exemplarId: third.id,
    });
    expect(suggestions).toEqual([
      { source: "judge", labelId: refund, score: 0.6 },
      { source: "prototype", labelId: lost, score: 0.8 },
    ]);
    expect(row.suggestion).toMatchObject({ source: "judge", labelId: refund });
    expect(notes).toMatchObject([{ text: "a question", by: "Ada", isMine: true }]);
  });

  it("tells in the history what was bulk, taken back and made again", async () => {
    const batches = [1, 2, 3].map(() => crypto.randomUUID());
    const [made = "", undone = "", again = ""] = batches;
    await db().bulkDecision.create({
      data: {
        id: made,
        projectId: project.id,
        userId,
        task: {},
        expected: 1,
        fromSequence: 0,
        lastNumber: 9,
      },
    });
    const decision = {
      projectId: project.id,
      exemplarId: second.id,
      userId,
      fromStatus: "pending" as const,
      toStatus: "pending" as const,
      fromLabelId: second.labelId,
      toLabelId: second.labelId,
    };
    await db().decision.create({ data: { ...decision, batchId: made, kind: "flag" } });
    await db().decision.create({ data: { ...decision, batchId: undone, kind: "undo", undoesId: made } });
    await db().decision.create({ data: { ...decision, batchId: again, kind: "flag", redoesId: undone } });
    const { history } = await getExemplarDetail({ userId, projectId: project.id, exemplarId: second.id });
    expect(
      history.map(({ kind, undoes, isRedo, isBulk }) => ({ kind, undoes, isRedo, isBulk })),
    ).toMatchObject([
      { kind: "flag", undoes: null, isRedo: true, isBulk: false },
      { kind: "undo", undoes: "flag", isRedo: false, isBulk: false },
      { kind: "flag", undoes: null, isRedo: false, isBulk: true },
    ]);
  });
});

describe("what the judge of its run says", () => {
  it("is told of the text as it stands, and what is not known as that", async () => {
    const { id: projectId, labels } = await seedProject({ ownerId: userId, labels: ["refund", "card lost"] });
    const [refund, lost] = labels;
    if (!refund || !lost) throw new Error("no labels");
    const seeded = await seedRun({ projectId, userId, exemplars: [{ text: "a card", labelId: refund.id }] });
    const [exemplar] = seeded.exemplars;
    if (!exemplar) throw new Error("no exemplar");
    const of = async () => {
      const { assessment, findings } = await getExemplarDetail({
        userId,
        projectId,
        exemplarId: exemplar.id,
      });
      return { assessment, findings: findings.map(({ kind, match, verdict }) => ({ kind, match, verdict })) };
    };
    expect(await of()).toEqual({ assessment: null, findings: [] });

    await seedAssessment(exemplar, { kind: "notJudged", problem: "timeout" });
    expect(await of()).toEqual({
      assessment: { kind: "notJudged", problem: "timeout", model: "judge" },
      findings: [],
    });

    await seedAssessment(exemplar, { score: 2, labelId: lost.id, confidence: 0.7, reason: "It was lost." });
    const match = { against: "label", label: { id: lost.id, name: "card lost", colour: lost.colour } };
    const judged = { kind: "judged", score: 2, confidence: 0.7, reason: "It was lost.", model: "judge" };
    expect(await of()).toEqual({
      assessment: { ...judged, said: match },
      findings: [{ kind: "labelDisagreement", match, verdict: null }],
    });

    await db().assessment.update({
      where: { exemplarId: exemplar.id },
      data: { labelId: crypto.randomUUID() },
    });
    expect((await of()).assessment).toEqual({ ...judged, said: { against: "gone" } });

    await db().exemplar.update({ where: { id: exemplar.id }, data: { text: "another card" } });
    expect((await of()).assessment).toEqual({ kind: "notAsked" });
  });

  it("may be that none of the labels fits", async () => {
    const { id: projectId, labels } = await seedProject({ ownerId: userId, labels: ["refund"] });
    const seeded = await seedRun({
      projectId,
      userId,
      exemplars: [{ text: "a card", labelId: labels[0]?.id ?? "" }],
    });
    const [exemplar] = seeded.exemplars;
    if (!exemplar) throw new Error("no exemplar");
    await seedAssessment(exemplar, { labelId: null });
    const { assessment, findings } = await getExemplarDetail({ userId, projectId, exemplarId: exemplar.id });
    const none = { against: "label", label: null };
    expect(assessment).toMatchObject({ kind: "judged", said: none });
    expect(findings).toMatchObject([{ kind: "labelDisagreement", match: none }]);
  });
});
