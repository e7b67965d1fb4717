import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { editExemplar } from "#lib/review/edit-exemplar.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedSupportSet, seedTestSet } from "#prisma/seed/real-data.ts";
import { screeningEngine } from "./engine/screening-engine.ts";
import { overrideFinding } from "./override-finding.ts";
import { rejudgeProject } from "./rejudge-project.ts";
import { screenExemplars } from "./screen-exemplars.ts";
import { getScreeningState, listUnscreenedProjectIds } from "./screening-queries.ts";
import { withdrawOverride } from "./withdraw-override.ts";

useDatabase();
afterAll(() => screeningEngine().close());

const TEST = ["Where is my parcel, it should have come on Monday", "I want to close my account for good"];
const SUPPORT = ["Please tell me the opening hours of your branch in the old town"];
const REASON = "Only the greeting is the same.";

let userId: string;
let projectId: string;
let labelId: string;

beforeEach(async () => {
  userId = (await seedUser()).id;
  const project = await seedProject({ ownerId: userId });
  projectId = project.id;
  labelId = project.labels[0]?.id ?? "";
});

const withLabel = (texts: string[]) => texts.map((text) => ({ text, labelId }));

async function seedUnscreened(texts: string[]) {
  const { exemplars } = await seedRun({
    projectId,
    userId,
    exemplars: withLabel(texts).map((exemplar) => ({ ...exemplar, screenedAt: null })),
  });
  return exemplars;
}

async function seedSets() {
  await seedTestSet(projectId, withLabel(TEST), userId);
  await seedSupportSet(projectId, withLabel(SUPPORT));
}

/** What screening says of the exemplars, in the order of their numbers. */
async function findingsOf() {
  const exemplars = await db().exemplar.findMany({
    where: { projectId },
    orderBy: { number: "asc" },
    include: { findings: { orderBy: [{ against: "asc" }, { detector: "asc" }] } },
  });
  return exemplars.map(({ number, screenedAt, openFindings, openLeaks, similarity, findings }) => ({
    number,
    screened: screenedAt !== null,
    similarity,
    openFindings,
    openLeaks,
    findings: findings.map(({ kind, detector, against, score, threshold, matchId, state }) => ({
      kind,
      detector,
      against,
      score,
      threshold,
      matchId,
      state,
    })),
  }));
}

const kindsOf = async () =>
  (await findingsOf()).map(({ findings }) => [...new Set(findings.map(({ kind }) => kind))]);

describe("screenExemplars", () => {
  it("finds copies of the test set, the support set and earlier exemplars", async () => {
    await seedSets();
    await seedUnscreened([
      "where is MY parcel? it should have come on monday!",
      "Where is my parcel, it should have come on Tuesday",
      SUPPORT[0] ?? "",
      "An unrelated question about garden chairs",
      "An unrelated question about garden chairs",
    ]);
    expect(await listUnscreenedProjectIds()).toContain(projectId);
    expect(await screenExemplars({ projectId })).toBe(5);
    const kinds = await kindsOf();
    expect(kinds[0]).toContain("exactLeak");
    expect(kinds[1]).toContain("nearLeak");
    expect(kinds[2]).toEqual(["supportCopy"]);
    expect(kinds[3]).toEqual([]);
    expect(kinds[4]).toEqual(["duplicate"]);
    const all = await findingsOf();
    expect(all.every(({ screened }) => screened)).toBe(true);
    expect(all[0]?.similarity).toBeCloseTo(1, 5);
    for (const { findings, openFindings, openLeaks } of all) {
      expect(openFindings).toBe(findings.length);
      expect(openLeaks).toBe(findings.filter(({ against }) => against === "test").length);
    }
    expect(await listUnscreenedProjectIds()).not.toContain(projectId);
    expect(await screenExemplars({ projectId })).toBe(0);
  });

  it("says unknown, not clean, where there is no test set", async () => {
    await seedUnscreened([TEST[0] ?? "", "something else"]);
    await screenExemplars({ projectId });
    expect((await findingsOf()).map(({ similarity }) => similarity)).toEqual([null, null]);
  });

  it("screens afresh against a new test set, and forgets what the old one gave", async () => {
    await seedSets();
    await seedUnscreened([TEST[0] ?? "", "May I bring my dog along"]);
    await screenExemplars({ projectId });
    await db().$transaction([
      db().testRow.deleteMany({ where: { projectId } }),
      db().testSet.delete({ where: { projectId } }),
      db().exemplar.updateMany({ where: { projectId }, data: { screenedAt: null } }),
    ]);
    await seedTestSet(projectId, withLabel(["may i bring my dog along"]), userId);
    await screenExemplars({ projectId });
    expect(await kindsOf()).toEqual([[], ["exactLeak", "semanticLeak"]]);
  });

  it("voids a batch whose test set is replaced while it is compared", async () => {
    await seedSets();
    await seedUnscreened(["May I bring my dog along"]);
    const engine = screeningEngine();
    const screen = engine.screen.bind(engine);
    const spy = vi.spyOn(engine, "screen").mockImplementationOnce(async (...given) => {
      await db().testRow.deleteMany({ where: { projectId } });
      await db().testSet.delete({ where: { projectId } });
      await seedTestSet(projectId, withLabel(["may i bring my dog along"]), userId);
      return screen(...given);
    });
    await screenExemplars({ projectId });
    expect(spy).toHaveBeenCalledTimes(2);
    expect(await kindsOf()).toEqual([["exactLeak", "semanticLeak"]]);
  });

  it("does not mark a text as screened that was edited while the former one was compared", async () => {
    await seedSets();
    const [exemplar] = await seedUnscreened(["May I bring my dog along"]);
    const engine = screeningEngine();
    const screen = engine.screen.bind(engine);
    vi.spyOn(engine, "screen").mockImplementationOnce(async (...given) => {
      const results = await screen(...given);
      await editExemplar({
        userId,
        projectId,
        exemplarId: exemplar?.id ?? "",
        text: TEST[1] ?? "",
        revision: 0,
      });
      return results;
    });
    await screenExemplars({ projectId });
    expect((await kindsOf())[0]).toContain("exactLeak");
  });

  it("compares an edited exemplar with all the others, and frees what was like its former text", async () => {
    const [first, , third] = await seedUnscreened([
      "An unrelated question about garden chairs",
      "An unrelated question about garden chairs",
      "My printer has run out of ink again",
    ]);
    await screenExemplars({ projectId });
    expect(await kindsOf()).toEqual([[], ["duplicate"], []]);
    await editExemplar({
      userId,
      projectId,
      exemplarId: first?.id ?? "",
      text: "my printer has run out of ink, again",
      revision: 0,
    });
    await screenExemplars({ projectId });
    expect(await kindsOf()).toEqual([["duplicate"], [], []]);
    expect((await findingsOf())[0]?.findings[0]?.matchId).toBe(third?.id);
    await seedUnscreened(["My printer has run out of ink again"]);
    await screenExemplars({ projectId });
    expect((await kindsOf())[3]).toEqual(["duplicate"]);
  });

  it("lets two callers of one project take turns", async () => {
    await seedSets();
    await seedUnscreened(
      Array.from({ length: 300 }, (_, index) => `Question ${index} about chair number ${index * 7}`),
    );
    const [one, other] = await Promise.all([screenExemplars({ projectId }), screenExemplars({ projectId })]);
    expect([one, other]).toEqual([300, 0]);
  });

  it("comes back from an engine that was lost", async () => {
    await seedSets();
    await seedUnscreened(["May I bring my dog along"]);
    await screenExemplars({ projectId });
    await screeningEngine().close();
    await seedUnscreened(["May I bring my dog along"]);
    await screenExemplars({ projectId });
    expect(await kindsOf()).toEqual([[], ["duplicate"]]);
  });

  it("stops when told to", async () => {
    await seedUnscreened(["May I bring my dog along"]);
    await expect(
      screenExemplars({ projectId, signal: AbortSignal.abort(new Error("stopping")) }),
    ).rejects.toThrow("stopping");
    expect((await findingsOf())[0]?.screened).toBe(false);
  });
});

const TEXTS = [
  "Where is my parcel, it should have come on Monday",
  "Where is my parcel? It should have come on Tuesday",
  "So where is my parcel that should have come by Monday",
  "I want to close my account",
  "I would like to close the account for good now",
  "Tell me the opening hours of the branch in the old town please",
  "Please tell me the opening hours of your branch in town",
  "Where is my parcel? It should have come on Wednesday",
];

describe("rejudgeProject", () => {
  it.each([
    { cosine: 0.5, characterGrams: 0.5, wordEdit: 0.5 },
    { cosine: 0.7, characterGrams: 0.9, wordEdit: 0.8 },
    { cosine: 1, characterGrams: 1, wordEdit: 1 },
  ])("gives what screening from the beginning gives: $cosine", async (thresholds) => {
    await seedSets();
    await seedUnscreened(TEXTS);
    await screenExemplars({ projectId });
    const before = await findingsOf();
    await rejudgeProject({ userId, projectId, thresholds });
    const rejudged = await findingsOf();
    expect(rejudged).not.toEqual(before);

    await db().finding.deleteMany({ where: { projectId } });
    await db().similarityScore.deleteMany({ where: { exemplar: { projectId } } });
    await db().exemplar.updateMany({ where: { projectId }, data: { screenedAt: null, openLeaks: 9 } });
    await screeningEngine().forget(projectId);
    await screenExemplars({ projectId });
    expect(await findingsOf()).toEqual(rejudged);

    const { thresholds: start } = { thresholds: { cosine: 0.85, characterGrams: 0.75, wordEdit: 0.5 } };
    await rejudgeProject({ userId, projectId, thresholds: start });
    expect((await findingsOf()).map(({ openFindings }) => openFindings)).toEqual(
      before.map(({ openFindings }) => openFindings),
    );
  });

  it("refuses another user's project", async () => {
    const stranger = await seedUser("Stranger");
    await expect(
      rejudgeProject({
        userId: stranger.id,
        projectId,
        thresholds: { cosine: 0.5, characterGrams: 0.5, wordEdit: 0.5 },
      }),
    ).rejects.toMatchObject({ key: "projects.errors.notFound" });
  });

  it("counts beforehand what a threshold would find", async () => {
    await seedSets();
    await seedUnscreened(TEXTS);
    await screenExemplars({ projectId });
    const { counts, screened, hasTestSet } = await getScreeningState({ userId, projectId });
    expect({ screened, hasTestSet }).toEqual({ screened: TEXTS.length, hasTestSet: true });
    for (const threshold of [50, 60, 85, 100]) {
      const flagged = await db().similarityScore.count({
        where: {
          exemplar: { projectId },
          detector: "cosine",
          against: "test",
          score: { gte: threshold / 100 },
        },
      });
      expect(counts.test.cosine.slice(threshold).reduce((sum, count) => sum + count, 0)).toBe(flagged);
    }
  });
});

describe("overrideFinding", () => {
  async function seedLeak() {
    await seedSets();
    await seedUnscreened(["Where is my parcel? It should have come on Tuesday"]);
    await screenExemplars({ projectId });
    return db().finding.findMany({ where: { projectId } });
  }
  const overrideAll = async () => {
    for (const { id } of await db().finding.findMany({ where: { projectId, state: "open" } })) {
      await overrideFinding({ userId, projectId, findingId: id, reason: REASON });
    }
  };

  it("keeps who, when and why, counts down, and is a decision", async () => {
    const findings = await seedLeak();
    const [finding] = findings;
    expect((await findingsOf())[0]?.openLeaks).toBe(findings.length);
    await overrideFinding({ userId, projectId, findingId: finding?.id ?? "", reason: REASON });
    const [after] = await findingsOf();
    expect(after).toMatchObject({ openLeaks: findings.length - 1, openFindings: findings.length - 1 });
    expect(await db().finding.findFirst({ where: { id: finding?.id ?? "" } })).toMatchObject({
      state: "overridden",
      overrideReason: REASON,
      overriddenById: userId,
      overriddenAt: expect.any(Date),
    });
    expect(await db().decision.findMany({ where: { projectId } })).toMatchObject([
      { kind: "override", reason: REASON, userId },
    ]);
    await expect(
      overrideFinding({ userId, projectId, findingId: finding?.id ?? "", reason: REASON }),
    ).rejects.toMatchObject({ key: "screening.errors.alreadyOverridden" });
  });

  it("stays through a changed threshold and a fresh screening of the same texts", async () => {
    await seedLeak();
    await overrideAll();
    await rejudgeProject({ userId, projectId, thresholds: { cosine: 1, characterGrams: 1, wordEdit: 1 } });
    await rejudgeProject({
      userId,
      projectId,
      thresholds: { cosine: 0.85, characterGrams: 0.75, wordEdit: 0.5 },
    });
    expect((await findingsOf())[0]?.openLeaks).toBe(0);
    await db().exemplar.updateMany({ where: { projectId }, data: { screenedAt: null } });
    await screenExemplars({ projectId });
    expect((await findingsOf())[0]).toMatchObject({ openLeaks: 0, screened: true });
    expect(await db().finding.count({ where: { projectId, state: "overridden" } })).toBeGreaterThan(0);
  });

  it("falls with an edit that brings the text closer", async () => {
    await seedLeak();
    await overrideAll();
    const exemplar = await db().exemplar.findFirstOrThrow({ where: { projectId } });
    const edit = { userId, projectId, exemplarId: exemplar.id, revision: exemplar.revision };
    await editExemplar({ ...edit, text: "where is my parcel, it should have come on monday, please" });
    await screenExemplars({ projectId });
    expect((await findingsOf())[0]?.openLeaks).toBeGreaterThan(0);
  });

  it("falls where the score rises for the same pair", async () => {
    const [finding] = await seedLeak();
    await overrideAll();
    await db().finding.updateMany({ where: { projectId }, data: { score: (finding?.score ?? 0) - 0.2 } });
    await rejudgeProject({
      userId,
      projectId,
      thresholds: { cosine: 0.5, characterGrams: 0.5, wordEdit: 0.5 },
    });
    expect((await findingsOf())[0]?.openLeaks).toBeGreaterThan(0);
  });

  it("is withdrawn", async () => {
    const findings = await seedLeak();
    const findingId = findings[0]?.id ?? "";
    await overrideFinding({ userId, projectId, findingId, reason: REASON });
    await withdrawOverride({ userId, projectId, findingId });
    expect((await findingsOf())[0]?.openLeaks).toBe(findings.length);
    await expect(withdrawOverride({ userId, projectId, findingId })).rejects.toMatchObject({
      key: "screening.errors.notOverridden",
    });
  });

  it("waits for a screening, and is nobody else's to make", async () => {
    const findingId = (await seedLeak())[0]?.id ?? "";
    const stranger = await seedUser("Stranger");
    await expect(
      overrideFinding({ userId: stranger.id, projectId, findingId, reason: REASON }),
    ).rejects.toMatchObject({ key: "screening.errors.findingMissing" });
    await db().exemplar.updateMany({ where: { projectId }, data: { screenedAt: null } });
    await expect(overrideFinding({ userId, projectId, findingId, reason: REASON })).rejects.toMatchObject({
      key: "screening.errors.notScreened",
    });
  });
});
