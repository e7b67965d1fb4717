import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { decideExemplars } from "../decisions/decide-exemplars.ts";
import { undoDecisions } from "../decisions/undo/restore-batch.ts";
import { useBulkProject } from "../test/bulk-project.ts";
import { listProjectIdsInBulk } from "./bulk-queries.ts";
import { cancelBulk } from "./cancel-bulk.ts";
import { giveUpBulk } from "./make-bulks.ts";

useDatabase();
const project = useBulkProject();
const { given, scope, statuses, decisions, start, make, makeSome, bulk, ids } = project;
const accept = { kind: "accept" } as const;
const pending = { statuses: ["pending" as const] };

describe("a bulk decision", () => {
  it("decides all that match, each once and by number, though what is decided drops out of the filter", async () => {
    const { id, expected } = await start(accept, pending);
    expect(expected).toBe(10);
    expect(await listProjectIdsInBulk()).toContain(given.projectId);
    await make();
    expect(await statuses()).toBe("aaaaaaaaaa");
    expect(await bulk(id)).toMatchObject({ state: "done", changed: 10, skipped: 0 });
    const made = await decisions();
    expect(made.map(({ exemplar }) => exemplar.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(new Set(made.map(({ batchId }) => batchId))).toEqual(new Set([id]));
    expect(await project.rows()).toEqual(
      (await project.rows()).map((row) =>
        expect.objectContaining({ revision: 1, decidedById: row.decidedById }),
      ),
    );
    expect(await listProjectIdsInBulk()).not.toContain(given.projectId);
  });

  it("is undone as one step", async () => {
    await decideExemplars({ ...scope(), exemplarIds: ids(2, 5), decision: { kind: "reject" } });
    await start(accept);
    await make();
    expect(await statuses()).toBe("aaaaaaaaaa");
    await undoDecisions(scope());
    expect(await statuses()).toBe("prpprppppp");
  });

  it("asked for twice is made once", async () => {
    const bulkId = randomUUID();
    await Promise.all([start(accept, pending, bulkId), start(accept, pending, bulkId)]);
    await make();
    await start(accept, {}, bulkId);
    await make();
    expect(await decisions()).toHaveLength(10);
    const { userId, projectId } = given;
    given.userId = (await seedUser("Other")).id;
    await expect(start(accept, {}, bulkId)).rejects.toMatchObject({ code: "not-found" });
    given.userId = userId;
    await db().bulkDecision.update({ where: { id: bulkId }, data: { userId: (await seedUser("Third")).id } });
    await expect(start(accept, {}, bulkId)).rejects.toMatchObject({ code: "conflict" });
    expect(given.projectId).toBe(projectId);
  });

  it("leaves what others decided since it was asked for, and counts it", async () => {
    const { id } = await start(accept);
    await makeSome(1);
    await decideExemplars({ ...scope(), exemplarIds: ids(5, 8), decision: { kind: "reject" } });
    await decideExemplars({ ...scope(), exemplarIds: ids(9), decision: { kind: "flag" } });
    await make();
    expect(await statuses()).toBe("aaaaraarpa");
    expect(await bulk(id)).toMatchObject({ changed: 7, skipped: 3 });
  });

  it("counts also those that dropped out of its filter before their turn", async () => {
    const { id } = await start(accept, pending);
    await decideExemplars({ ...scope(), exemplarIds: ids(5, 8), decision: { kind: "reject" } });
    await make();
    expect(await statuses()).toBe("aaaaraaraa");
    expect(await bulk(id)).toMatchObject({ changed: 8, skipped: 2 });
  });

  it("leaves what is not screened, and what was made since", async () => {
    await project.set([1, 4], { screenedAt: null });
    const { id, expected } = await start(accept);
    await project.add(2);
    await make();
    expect(expected).toBe(8);
    expect(await statuses()).toBe("paapaaaaaapp");
    expect(await bulk(id)).toMatchObject({ changed: 8, skipped: 0, state: "done" });
  });

  it.each([
    [{ text: "text [1-3]$", textMode: "regex" as const }, "aaappppppp"],
    [{ text: "text 1", textMode: "exact" as const }, "appppppppa"],
    [{ runs: [2] }, "pppppppppp"],
  ])("of %j", async (filter, expected) => {
    await start(accept, filter);
    await make();
    expect(await statuses()).toBe(expected);
  });

  it("takes suggestions, flags and takes flags back", async () => {
    await project.set([2, 3], {
      suggestedLabelId: given.lost,
      suggestionScore: 0.9,
      suggestionSource: "prototype",
    });
    await start({ kind: "suggestion" });
    await start({ kind: "flag" }, { labelIds: [given.lost] });
    await start({ kind: "unflag" }, { text: "text 3" });
    await make();
    expect((await project.rows()).map(({ labelId }) => labelId === given.lost).indexOf(true)).toBe(1);
    expect((await project.rows()).filter(({ flagged }) => flagged).map(({ number }) => number)).toEqual([2]);
    expect((await decisions()).map(({ kind }) => kind)).toEqual([
      "relabel",
      "relabel",
      "flag",
      "flag",
      "unflag",
    ]);
  });

  it("leaves the database looking at keys as ever", async () => {
    await start(accept);
    await make();
    const [made] = await decisions();
    if (!made) throw new Error("ten were made");
    const { exemplar: _, sequence: _sequence, ...rest } = made;
    await expect(db().decision.create({ data: { ...rest, exemplarId: randomUUID() } })).rejects.toThrow();
  });
});

describe("a bulk decision that is cut off", () => {
  it("goes on where it stood, and does nothing twice", async () => {
    const { id } = await start(accept, pending);
    await makeSome(2);
    expect(await statuses()).toBe("aaaaaapppp");
    expect(await bulk(id)).toMatchObject({ state: "running", changed: 6, place: 6n });
    await make();
    expect(await statuses()).toBe("aaaaaaaaaa");
    expect(await decisions()).toHaveLength(10);
    expect(await bulk(id)).toMatchObject({ state: "done", changed: 10 });
  });

  it("in the middle of a slice leaves nothing of the slice", async () => {
    const { id } = await start(accept, pending);
    await db().$executeRawUnsafe(
      `ALTER TABLE "Decision" ADD CONSTRAINT stop CHECK ("exemplarId" <> '${ids(5)[0]}')`,
    );
    await expect(make()).rejects.toThrow(/stop/);
    expect(await statuses()).toBe("aaappppppp");
    expect(await bulk(id)).toMatchObject({ state: "running", changed: 3, place: 3n });
    await db().$executeRawUnsafe(`ALTER TABLE "Decision" DROP CONSTRAINT stop`);
    await make();
    expect(await decisions()).toHaveLength(10);
    expect(await bulk(id)).toMatchObject({ state: "done", changed: 10, skipped: 0 });
  });

  it("made by two workers at once is made once", async () => {
    await start(accept, pending);
    await Promise.all([make(), make()]);
    expect(await decisions()).toHaveLength(10);
  });

  it("stops where it is cancelled; what was done stays and is undone as one step", async () => {
    const { id } = await start(accept, pending);
    await makeSome(2);
    expect(await cancelBulk({ ...scope(), bulkId: id })).toMatchObject({ state: "cancelled", changed: 6 });
    await make();
    expect(await statuses()).toBe("aaaaaapppp");
    expect(await cancelBulk({ ...scope(), bulkId: id })).toMatchObject({ state: "cancelled", changed: 6 });
    await undoDecisions(scope());
    expect(await statuses()).toBe("pppppppppp");
    given.userId = (await seedUser("Other")).id;
    await expect(cancelBulk({ ...scope(), bulkId: id })).rejects.toMatchObject({ code: "not-found" });
  });

  it("fails where its label is deleted meanwhile, and lets the next be made", async () => {
    const spare = await db().label.create({
      data: { projectId: given.projectId, name: "spare", colour: "blue", position: 3 },
    });
    const { id } = await start({ kind: "relabel", labelId: spare.id });
    await start(accept);
    await db().label.delete({ where: { id: spare.id } });
    await make();
    expect(await bulk(id)).toMatchObject({ state: "failed", error: "labelMissing", changed: 0 });
    expect(await statuses()).toBe("aaaaaaaaaa");
    await expect(start({ kind: "relabel", labelId: spare.id })).rejects.toMatchObject({ code: "not-found" });
  });

  it("is given up after the last try, and the next is not", async () => {
    const first = await start(accept);
    const second = await start({ kind: "reject" });
    await giveUpBulk(given.projectId);
    expect(await bulk(first.id)).toMatchObject({ state: "failed", error: "internal" });
    expect(await bulk(second.id)).toMatchObject({ state: "waiting" });
  });
});
