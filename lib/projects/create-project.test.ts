import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedFinding, seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { createProject } from "./create-project.ts";
import { editProject } from "./edit-project.ts";
import { countWaiting, getProgress, getProject, listProjects } from "./project-queries.ts";

useDatabase();

let userId: string;
let strangerId: string;
beforeEach(async () => {
  userId = (await seedUser()).id;
  strangerId = (await seedUser("Stranger")).id;
});

const settings = { name: "Intents", description: "What people want", language: "pt-BR" };
const create = (changes: Partial<Parameters<typeof createProject>[0]> = {}) =>
  createProject({ userId, ...settings, taskKind: "classification", labels: [], ...changes });

describe("createProject", () => {
  it("makes the project with its labels in order", async () => {
    const labels = ["refund", "card"].map((name) => ({ name, description: `About ${name}` }));
    const { id: projectId } = await create({ labels });
    const project = await getProject({ userId, projectId });
    expect(project).toMatchObject({ ...settings, taskKind: "classification", thresholds: { cosine: 0.85 } });
    expect(project.labels).toMatchObject([
      { name: "refund", description: "About refund", position: 0, hotkey: "1" },
      { name: "card", position: 1, hotkey: "2" },
    ]);
  });

  it("makes nothing where a label cannot be made", async () => {
    const labels = ["refund", "refund"].map((name) => ({ name, description: "" }));
    await expect(create({ labels })).rejects.toMatchObject({
      code: "conflict",
      key: "projects.errors.labelNameTaken",
      values: { name: "refund" },
    });
    expect(await listProjects(userId)).toEqual([]);
  });

  it("wants a name that the user has not given yet; others may have", async () => {
    await create();
    await create({ userId: strangerId });
    await expect(create()).rejects.toMatchObject({
      code: "conflict",
      key: "projects.errors.nameTaken",
      values: { name: "Intents" },
    });
    const both = await Promise.allSettled([create({ name: "Twice" }), create({ name: "Twice" })]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("editProject", () => {
  it("changes name, description and language and nothing else", async () => {
    const { id: projectId } = await create();
    await db().project.update({ where: { id: projectId }, data: { cosineThreshold: 0.7 } });
    await editProject({ userId, projectId, name: "Other", description: "", language: "de" });
    expect(await getProject({ userId, projectId })).toMatchObject({
      name: "Other",
      description: "",
      language: "de",
      thresholds: { cosine: 0.7 },
    });
  });

  it("may keep the name but not take that of another project", async () => {
    const { id: projectId } = await create();
    await create({ name: "Other" });
    await editProject({ userId, projectId, ...settings });
    await expect(editProject({ userId, projectId, ...settings, name: "Other" })).rejects.toMatchObject({
      code: "conflict",
      values: { name: "Other" },
    });
  });

  it.each(["somebody else's", "nobody's"])("does not find a project that is %s", async (whose) => {
    const { id } = await create();
    const projectId = whose === "nobody's" ? randomUUID() : id;
    const asked = { userId: strangerId, projectId, ...settings, name: "Mine now" };
    await expect(editProject(asked)).rejects.toMatchObject({ code: "not-found" });
    expect(await getProject({ userId, projectId: id })).toMatchObject(settings);
  });
});

describe("reading projects", () => {
  it.each(["not-a-uuid", randomUUID(), "'; --"])("does not find %j", async (projectId) => {
    await expect(getProject({ userId, projectId })).rejects.toMatchObject({ code: "not-found" });
  });

  it("tells how far each has come, the last changed first, and none of somebody else's", async () => {
    const { id, labels } = await seedProject({ ownerId: userId });
    const other = await seedProject({ ownerId: userId });
    await seedProject({ ownerId: strangerId });
    const labelId = labels[0]?.id ?? "";
    const { exemplars } = await seedRun({
      projectId: id,
      userId,
      exemplars: (["pending", "pending", "accepted", "rejected"] as const).map((status) => ({
        text: status,
        labelId,
        status,
        ...(status === "pending" ? {} : { decidedAt: new Date() }),
      })),
    });
    for (const exemplar of [exemplars[0], exemplars[3]]) {
      if (exemplar) await seedFinding({ exemplar, kind: "duplicate" });
    }
    const progress = { generated: 4, pending: 2, accepted: 1, rejected: 1, warnings: 1 };
    const none = { generated: 0, pending: 0, accepted: 0, rejected: 0, warnings: 0 };
    await editProject({ userId, projectId: other.id, ...settings });
    expect(await listProjects(userId)).toMatchObject([
      { id: other.id, labelCount: 2, progress: none },
      { id, labelCount: 2, progress },
    ]);
    expect(await getProgress({ userId, projectId: id })).toEqual(progress);
    expect(await getProgress({ userId: strangerId, projectId: id })).toEqual(none);
  });

  it("tells what waits at each step, to its owner only", async () => {
    const project = await seedProject({ ownerId: userId });
    const asked = { userId, projectId: project.id };
    expect(await countWaiting(asked)).toMatchObject({
      data: { count: 0, waits: true },
      recipes: { count: 0, waits: true },
      runs: { count: 0, waits: false },
      review: { count: 0, waits: false },
      exports: { count: 0, waits: false },
    });
    const labelId = project.labels[0]?.id ?? "";
    const exemplars = [
      { text: "a", labelId },
      { text: "b", labelId, status: "accepted" as const, decidedAt: new Date() },
    ];
    await seedRun({ projectId: project.id, userId, exemplars });
    expect(await countWaiting(asked)).toMatchObject({
      recipes: { count: 1, waits: false },
      runs: { count: 1, waits: false },
      review: { count: 1, waits: true },
      exports: { count: 0, waits: true },
    });
    expect(await countWaiting({ ...asked, userId: strangerId })).toMatchObject({
      recipes: { count: 0 },
      runs: { count: 0 },
      review: { count: 0 },
      exports: { waits: false },
    });
  });
});
