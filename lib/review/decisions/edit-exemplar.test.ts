import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { getExemplar } from "#lib/exemplars/exemplar-queries.ts";
import { findToAssess } from "#lib/screening/assessments/assessment-queries.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedAssessment, seedFinding } from "#prisma/seed/exemplars.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { useReviewProject } from "../test/review-project.ts";
import { decideExemplars } from "./decide-exemplars.ts";
import { editExemplar } from "./edit-exemplar.ts";
import { undoDecisions } from "./undo/restore-batch.ts";

useDatabase();
const { given, scope, rows, decisions } = useReviewProject();

describe("editExemplar", () => {
  it("keeps the generated text and forgets what was known of it", async () => {
    const [first] = await rows();
    if (!first) throw new Error("no exemplar");
    const [, other = ""] = given.ids;
    const suggested = {
      suggestedLabelId: given.lost,
      suggestionScore: 0.9,
      suggestionSource: "judge",
    } as const;
    await db().exemplar.update({
      where: { id: first.id },
      data: { clusterId: other, groupId: other, ...suggested },
    });
    await db().labelSuggestion.create({
      data: {
        projectId: given.projectId,
        exemplarId: first.id,
        source: "judge",
        labelId: given.lost,
        score: 0.9,
      },
    });
    await seedFinding({ exemplar: first, kind: "nearLeak" });
    expect((await rows())[0]).toMatchObject({ leakProbability: 0.97, openLeaks: 1 });
    await editExemplar({ ...scope(), exemplarId: first.id, text: "ONE", revision: 0 });
    expect((await rows())[0]).toMatchObject({
      text: "ONE",
      originalText: "one",
      screenedAt: null,
      similarity: null,
      leakProbability: null,
      clusterId: null,
      groupId: null,
      suggestedLabelId: null,
      suggestionScore: null,
      suggestionSource: null,
      openFindings: 0,
      openLeaks: 0,
      revision: 1,
    });
    expect(await db().finding.count({ where: { exemplarId: first.id } })).toBe(0);
    expect(await db().match.count({ where: { exemplarId: first.id } })).toBe(0);
    expect(await db().labelSuggestion.count({ where: { exemplarId: first.id } })).toBe(0);
    expect(await decisions()).toMatchObject([{ kind: "edit", fromText: "one", toText: "ONE" }]);
    expect(await getExemplar({ ...scope(), exemplarId: first.id })).toMatchObject({
      edited: true,
      screened: false,
    });
  });

  it("takes away what the judge said, and undone leaves it to be judged anew", async () => {
    const [first] = await rows();
    if (!first) throw new Error("no exemplar");
    await seedAssessment(first, { score: 2, labelId: given.lost, confidence: 0.9 });
    expect((await rows())[0]).toMatchObject({ judgeScore: 2, openFindings: 1, suggestionSource: "judge" });
    const forgotten = async () => {
      expect((await rows())[0]).toMatchObject({ judgeScore: null, openFindings: 0, suggestionSource: null });
      expect(await db().assessment.count({ where: { exemplarId: first.id } })).toBe(0);
      expect(await db().finding.count({ where: { exemplarId: first.id } })).toBe(0);
      const { runId } = first;
      await db().exemplar.update({ where: { id: first.id }, data: { screenedAt: new Date() } });
      return (await findToAssess({ runId, atMost: 1 })).map(({ text }) => text);
    };
    await editExemplar({ ...scope(), exemplarId: first.id, text: "ONE", revision: 0 });
    expect(await forgotten()).toEqual(["ONE"]);
    await seedAssessment({ ...first, text: "ONE" }, { labelId: given.refund });
    await undoDecisions(scope());
    expect(await forgotten()).toEqual(["one"]);
  });

  it.each([
    ["accepted", "pending"],
    ["rejected", "rejected"],
    ["pending", "pending"],
  ] as const)("of what is %s leaves it %s", async (status, after) => {
    const [id = ""] = given.ids;
    await db().exemplar.update({ where: { id }, data: { status, decidedAt: new Date() } });
    await editExemplar({ ...scope(), exemplarId: id, text: "ONE", revision: 0 });
    const [row] = await rows();
    expect(row).toMatchObject({ status: after, decidedById: given.userId });
    expect(row?.decidedAt === null).toBe(after === "pending");
    expect(await decisions()).toMatchObject([{ fromStatus: status, toStatus: after }]);
    const accept = { exemplarIds: [id], decision: { kind: "accept" } } as const;
    expect(await decideExemplars({ ...scope(), ...accept })).toMatchObject({
      decided: 0,
      left: [{ id, reason: "unscreened", newest: { kind: "edit" } }],
    });
  });

  it("refuses the same text and changes nothing", async () => {
    const edit = editExemplar({ ...scope(), exemplarId: given.ids[0] ?? "", revision: 0, text: "one" });
    await expect(edit).rejects.toMatchObject({ code: "invalid" });
    expect((await rows())[0]).toMatchObject({ text: "one", revision: 0 });
    expect(await decisions()).toEqual([]);
  });

  it("leaves what has moved on, and what is gone", async () => {
    const [exemplarId = "", other = ""] = given.ids;
    await decideExemplars({ ...scope(), exemplarIds: [exemplarId], decision: { kind: "reject" } });
    const edit = { ...scope(), text: "ONE", revision: 0 };
    expect(await editExemplar({ ...edit, exemplarId })).toMatchObject({
      decided: 0,
      left: [{ id: exemplarId, reason: "changed", newest: { kind: "reject", by: "Owner" } }],
    });
    await db().exemplar.delete({ where: { id: other } });
    expect(await editExemplar({ ...edit, exemplarId: other })).toMatchObject({
      decided: 0,
      left: [{ id: other, reason: "gone", newest: null }],
    });
    expect((await rows())[0]).toMatchObject({ text: "one", revision: 1 });
  });

  it("is made once, however often it is sent", async () => {
    const edit = {
      ...scope(),
      exemplarId: given.ids[0] ?? "",
      text: "ONE",
      revision: 0,
      batchId: randomUUID(),
    };
    const first = await editExemplar(edit);
    expect(await editExemplar(edit)).toEqual(first);
    expect(await decisions()).toHaveLength(1);
  });

  it("of two at once lets one through", async () => {
    const edit = (text: string) =>
      editExemplar({ ...scope(), exemplarId: given.ids[0] ?? "", text, revision: 0 });
    const results = await Promise.all([edit("uno"), edit("eins")]);
    expect(results.map(({ decided }) => decided).sort()).toEqual([0, 1]);
    expect(results.map(({ left }) => left.length).sort()).toEqual([0, 1]);
    expect(await decisions()).toHaveLength(1);
  });

  it("is not for strangers", async () => {
    const stranger = await seedUser("Stranger");
    const edit = { projectId: given.projectId, exemplarId: given.ids[0] ?? "", text: "ONE", revision: 0 };
    await expect(editExemplar({ ...edit, userId: stranger.id })).rejects.toMatchObject({ code: "not-found" });
  });
});
