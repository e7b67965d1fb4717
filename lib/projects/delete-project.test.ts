import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedAssessment, seedFinding, seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedSupportSet, seedTestSet } from "#prisma/seed/real-data.ts";
import { seedVocabulary } from "#prisma/seed/recipes.ts";
import { deleteProject, eraseProjects } from "./delete-project.ts";

useDatabase();

let userId = "";
let endpointId = "";
beforeEach(async () => {
  if (userId) await eraseProjects(db(), { ownerId: userId });
  userId = (await seedUser()).id;
  const endpoint = { ownerId: userId, name: "Trusted", baseUrl: "http://127.0.0.1:1/v1", model: "m" };
  endpointId = (await db().endpoint.create({ data: endpoint })).id;
});

/** A project with at least one row in every table that has to do with projects. */
async function seedEverything(name: string) {
  const project = await seedProject({ ownerId: userId, name });
  const projectId = project.id;
  const labelId = project.labels[0]?.id ?? "";
  await seedSupportSet(projectId, [{ text: "support", labelId }]);
  await seedTestSet(projectId, [{ text: "test", labelId }], userId);
  await db().import.create({
    data: {
      projectId,
      kind: "test",
      sourceName: "a.csv",
      rowsRead: 1,
      rowsAdded: 1,
      duplicates: 0,
      createdById: userId,
    },
  });
  const vocabulary = await seedVocabulary(projectId, "city", ["Rome"]);
  const entry = await db().vocabularyEntry.findFirstOrThrow({ where: { vocabularyId: vocabulary.id } });
  await db().vocabularyEntryLabel.create({ data: { entryId: entry.id, labelId } });
  const { run, exemplars } = await seedRun({
    projectId,
    userId,
    exemplars: [
      { text: "one", labelId, status: "accepted", decidedAt: new Date() },
      { text: "two", labelId, intendedLabelId: project.labels[1]?.id ?? "" },
    ],
  });
  await seedTrusted(projectId);
  await seedReviewed(projectId, { exemplarId: exemplars[0]?.id ?? "", labelId });
  for (const exemplar of exemplars) {
    await seedFinding({ exemplar, kind: "duplicate" });
    await seedAssessment(exemplar, { labelId });
    const testRowId = crypto.randomUUID();
    await db().leakVerdict.create({
      data: {
        projectId,
        exemplarId: exemplar.id,
        matchId: testRowId,
        digest: "",
        verdict: "unknown",
        model: "m",
      },
    });
    const { id: findingId } = await seedFinding({ exemplar, kind: "unjudged", matchId: testRowId });
    await db().reveal.create({
      data: { projectId, findingId, exemplarNumber: exemplar.number, testRowId, fingerprint: "", userId },
    });
    await db().decision.create({
      data: {
        projectId,
        exemplarId: exemplar.id,
        userId,
        batchId: crypto.randomUUID(),
        kind: "accept",
        fromStatus: "pending",
        toStatus: "accepted",
        fromLabelId: labelId,
        toLabelId: labelId,
      },
    });
  }
  await db().export.create({
    data: {
      projectId,
      number: 1,
      format: "csv",
      columns: [],
      rowCount: 1,
      leftOut: {},
      fingerprint: "",
      createdById: userId,
      rows: { create: { position: 0, exemplarId: exemplars[0]?.id ?? "", data: {} } },
    },
  });
  return { projectId, runId: run.id };
}

/** What a project keeps of an endpoint that it trusts with test text, and of the people it trusts. */
async function seedTrusted(projectId: string) {
  await db().project.update({
    where: { id: projectId },
    data: { embeddingEndpointId: endpointId, embeddingModel: "m", judgeEndpointId: endpointId },
  });
  await db().testTextConsent.create({
    data: { projectId, purpose: "judge", endpointId, baseUrl: "http://127.0.0.1:1/v1", model: "m", userId },
  });
  const bytes = new Uint8Array(4);
  await db().storedVector.create({ data: { projectId, embedder: "m", digest: bytes, vector: bytes } });
  await db().storedReply.create({ data: { projectId, key: bytes, raw: "{}", latencyMs: 1 } });
  await db().calibration.create({ data: { projectId, corpusKey: "" } });
  await db().revealPermission.create({ data: { projectId, userId } });
}

/** What reviewers leave beside decisions. */
async function seedReviewed(
  projectId: string,
  { exemplarId, labelId }: { exemplarId: string; labelId: string },
) {
  await db().note.create({ data: { projectId, exemplarId, userId, text: "why?" } });
  await db().savedView.create({ data: { projectId, name: "Mine", query: "", createdById: userId } });
  await db().labelSuggestion.create({
    data: { projectId, exemplarId, labelId, source: "prototype", score: 0.5 },
  });
  await db().bulkDecision.create({
    data: {
      id: crypto.randomUUID(),
      projectId,
      userId,
      task: {},
      expected: 1,
      fromSequence: 0,
      lastNumber: 2,
    },
  });
  await db().secondLook.create({
    data: {
      projectId,
      number: 1,
      population: 1,
      seed: 1,
      fromSequence: 0,
      createdById: userId,
      exemplars: { create: { exemplarId, labelId, digest: "" } },
    },
  });
}

/** The rows of each table, by its name; the tables of the schema, whatever they come to be. */
async function countRows(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const model of Object.values(Prisma.ModelName)) {
    const [row] = await db().$queryRawUnsafe<{ count: number }[]>(
      `SELECT count(*)::int AS "count" FROM "${model}"`,
    );
    counts[model] = row?.count ?? -1;
  }
  return counts;
}

describe("deleteProject", () => {
  it("leaves no row behind, and none less of another project", async () => {
    await seedEverything("Other");
    const before = await countRows();
    const { projectId } = await seedEverything("Mine");
    const full = await countRows();
    // Users, endpoints and workers belong to no project; every other table has to have something to lose.
    const untouched = Object.keys(full).filter((model) => full[model] === before[model]);
    expect(untouched.sort()).toEqual(["Endpoint", "User", "Worker"]);
    await deleteProject({ userId, projectId, confirmation: " Mine " });
    expect(await countRows()).toEqual(before);
  });

  it("leaves nothing of all that a user has, run or not", async () => {
    const before = await countRows();
    await seedEverything("Mine");
    await seedEverything("Mine too");
    await eraseProjects(db(), { ownerId: userId });
    expect(await countRows()).toEqual(before);
  });

  it.each(["", "mine", "Mine 2"])("wants the name typed, not %j", async (confirmation) => {
    const { id: projectId } = await seedProject({ ownerId: userId, name: "Mine" });
    await expect(deleteProject({ userId, projectId, confirmation })).rejects.toMatchObject({
      key: "projects.errors.confirmation",
    });
    expect(await db().project.count()).toBe(1);
  });

  it.each(["queued", "running"] as const)("waits for a run that is %s", async (state) => {
    const { projectId, runId } = await seedEverything("Mine");
    await db().run.update({ where: { id: runId }, data: { state } });
    await expect(deleteProject({ userId, projectId, confirmation: "Mine" })).rejects.toMatchObject({
      code: "conflict",
      key: "projects.errors.runUnfinished",
    });
    expect(await db().project.count()).toBe(1);
  });

  it("does not find the project of somebody else", async () => {
    const { id: projectId } = await seedProject({ ownerId: userId, name: "Mine" });
    const stranger = await seedUser("Stranger");
    const asked = { userId: stranger.id, projectId, confirmation: "Mine" };
    await expect(deleteProject(asked)).rejects.toMatchObject({ code: "not-found" });
    expect(await db().project.count()).toBe(1);
  });
});
