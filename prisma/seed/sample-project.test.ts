import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getCurated } from "#lib/exports/curated-set-queries.ts";
import { listExports } from "#lib/exports/export-queries.ts";
import { screeningEngine } from "#lib/screening/engine/screening-engine.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedUser } from "./projects.ts";
import { createSampleProject } from "./sample-project.ts";

useDatabase();
afterAll(() => screeningEngine().close());

describe("createSampleProject", () => {
  let userId: string;
  let projectId: string;
  let seconds: number;
  beforeAll(async () => {
    userId = (await seedUser()).id;
    const start = performance.now();
    projectId = (await createSampleProject(userId)).projectId;
    seconds = (performance.now() - start) / 1_000;
  });

  it("has what the screens show", async () => {
    const where = { projectId };
    expect(
      await db().label.count({ where: { ...where, hotkey: { not: null }, description: { not: "" } } }),
    ).toBe(6);
    for (const { id } of await db().label.findMany({ where })) {
      expect(await db().supportExample.count({ where: { labelId: id } })).toBe(10);
      expect(await db().testRow.count({ where: { labelId: id } })).toBe(10);
    }
    expect(await db().testSet.findUnique({ where })).toMatchObject({ rowCount: 60 });
    expect(await db().vocabulary.count({ where })).toBe(5);
    expect(await db().recipe.count({ where })).toBe(2);
    expect(await db().run.findMany({ where })).toMatchObject([{ number: 1, state: "done" }]);
    expect(await db().exemplar.count({ where: { ...where, screenedAt: { not: null } } })).toBe(150);
  });

  it("has exemplars in every state, and the findings of a first run", async () => {
    const statuses = await db().exemplar.groupBy({ by: ["status"], where: { projectId }, _count: true });
    for (const { _count } of statuses) expect(_count).toBeGreaterThan(5);
    expect(statuses).toHaveLength(3);
    const kinds = await db().finding.groupBy({ by: ["kind"], where: { projectId }, _count: true });
    expect(kinds.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["exactLeak", "nearLeak", "supportCopy", "duplicate"]),
    );
    expect(await db().finding.count({ where: { projectId, state: "overridden" } })).toBeGreaterThan(0);
  });

  it("is exported but for what leaks", async () => {
    const curated = await getCurated({ userId, projectId });
    expect(curated.leftOut).toEqual({ openLeak: 1, edited: 0, notScreened: 0 });
    expect(curated.labels.every(({ ready }) => ready > 0)).toBe(true);
    expect(await listExports({ userId, projectId })).toMatchObject([{ number: 1, rowCount: curated.ready }]);
  });

  it("takes seconds", () => expect(seconds).toBeLessThan(20));
});
