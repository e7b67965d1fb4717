import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { deleteView } from "./delete-view.ts";
import { renameView } from "./rename-view.ts";
import { saveView } from "./save-view.ts";
import { listSavedViews } from "./view-queries.ts";
import { VIEW_LIMITS } from "./views.ts";

useDatabase();

let scope: { userId: string; projectId: string };
let stranger: { userId: string; projectId: string };

beforeEach(async () => {
  const { id: userId } = await seedUser("Ada");
  const { id: projectId } = await seedProject({ ownerId: userId });
  scope = { userId, projectId };
  stranger = { userId: (await seedUser()).id, projectId };
});

const named = async () => (await listSavedViews(scope)).map(({ name, query }) => ({ name, query }));

describe("saving a view", () => {
  it("keeps what the screen asks by, and lists views by name", async () => {
    await saveView({ ...scope, name: "refunds", query: "sort=leak-desc&status=pending&at=812&nothing=1" });
    await saveView({ ...scope, name: "All", query: "" });
    expect(await listSavedViews(scope)).toEqual([
      { id: expect.any(String), name: "All", query: "", by: "Ada", createdAt: expect.any(String) },
      expect.objectContaining({ name: "refunds", query: "status=pending&sort=leak-desc" }),
    ]);
  });

  it("refuses a name that is taken, whatever its case; another project may have it", async () => {
    await saveView({ ...scope, name: "Leaks", query: "" });
    await expect(saveView({ ...scope, name: "leaks", query: "run=1" })).rejects.toMatchObject({
      code: "conflict",
      key: "views.errors.nameTaken",
      values: { name: "Leaks" },
    });
    const { id: projectId } = await seedProject({ ownerId: scope.userId });
    await saveView({ userId: scope.userId, projectId, name: "leaks", query: "" });
    expect(await named()).toEqual([{ name: "Leaks", query: "" }]);
  });

  it("keeps one of two that are saved under a name at once", async () => {
    const both = await Promise.allSettled(
      ["one", "ONE"].map((name) => saveView({ ...scope, name, query: "" })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await named()).toHaveLength(1);
  });

  it("ends at the limit", async () => {
    await db().savedView.createMany({
      data: Array.from({ length: VIEW_LIMITS.views }, (_, index) => ({
        projectId: scope.projectId,
        createdById: scope.userId,
        name: `view ${index}`,
        query: "",
      })),
    });
    await expect(saveView({ ...scope, name: "one more", query: "" })).rejects.toMatchObject({
      key: "views.errors.tooMany",
    });
  });
});

describe("renaming a view", () => {
  it("changes the name, also only its case, but not to a taken one", async () => {
    const { id: viewId } = await saveView({ ...scope, name: "one", query: "run=1" });
    await saveView({ ...scope, name: "two", query: "" });
    await renameView({ ...scope, viewId, name: "One" });
    await expect(renameView({ ...scope, viewId, name: "TWO" })).rejects.toMatchObject({ code: "conflict" });
    expect(await named()).toEqual([
      { name: "One", query: "run=1" },
      { name: "two", query: "" },
    ]);
  });

  it("tells where the view is gone", async () => {
    const { id: viewId } = await saveView({ ...scope, name: "one", query: "" });
    await deleteView({ ...scope, viewId });
    await expect(renameView({ ...scope, viewId, name: "two" })).rejects.toMatchObject({
      code: "not-found",
      key: "views.errors.notFound",
    });
  });
});

it("deletes a view once and for all, and again without complaint", async () => {
  const { id: viewId } = await saveView({ ...scope, name: "one", query: "" });
  await deleteView({ ...scope, viewId });
  await deleteView({ ...scope, viewId });
  expect(await named()).toEqual([]);
});

it("lets nobody but the project's owner see or change its views", async () => {
  const { id: viewId } = await saveView({ ...scope, name: "one", query: "" });
  expect(await listSavedViews(stranger)).toEqual([]);
  await expect(saveView({ ...stranger, name: "two", query: "" })).rejects.toMatchObject({
    code: "not-found",
  });
  await expect(renameView({ ...stranger, viewId, name: "two" })).rejects.toMatchObject({ code: "not-found" });
  await deleteView({ ...stranger, viewId });
  expect(await named()).toEqual([{ name: "one", query: "" }]);
});
