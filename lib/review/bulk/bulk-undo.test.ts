import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { decideExemplars } from "../decisions/decide-exemplars.ts";
import { redoDecisions, undoDecisions } from "../decisions/undo/restore-batch.ts";
import { useBulkProject } from "../test/bulk-project.ts";

useDatabase();
const project = useBulkProject();
const { given, scope, statuses, decisions, start, startUndo, make, makeSome, bulk, ids } = project;

async function accepted() {
  await decideExemplars({ ...scope(), exemplarIds: ids(4), decision: { kind: "reject" } });
  const { id } = await start({ kind: "accept" });
  await make();
  expect(await statuses()).toBe("aaaaaaaaaa");
  return id;
}

describe("a bulk undo", () => {
  it("takes a batch back in slices, and a redo makes it again", async () => {
    const id = await accepted();
    const undo = await startUndo(id);
    expect(undo).toMatchObject({ expected: 10, state: "waiting", task: { kind: "undo", batchId: id } });
    await make();
    expect(await statuses()).toBe("ppprpppppp");
    expect(await bulk(undo.id)).toMatchObject({ state: "done", changed: 10, skipped: 0 });
    const redo = await startUndo(undo.id, "redo");
    await make();
    expect(await statuses()).toBe("aaaaaaaaaa");
    await startUndo(redo.id);
    await make();
    expect(await statuses()).toBe("ppprpppppp");
    expect(await decisions()).toHaveLength(41);
  });

  it("is one step beside those made at once", async () => {
    await accepted();
    const { id } = await startUndo((await decisions()).at(-1)?.batchId ?? "");
    await make();
    await redoDecisions(scope());
    expect(await statuses()).toBe("aaaaaaaaaa");
    await undoDecisions(scope());
    await undoDecisions(scope());
    expect(await statuses()).toBe("pppppppppp");
    expect((await decisions()).filter(({ batchId }) => batchId === id)).toHaveLength(10);
  });

  it("goes on where it stood, and does nothing twice", async () => {
    const undo = await startUndo(await accepted());
    await makeSome(2);
    expect(await statuses()).toBe("ppprppaaaa");
    await make();
    expect(await statuses()).toBe("ppprpppppp");
    expect(await bulk(undo.id)).toMatchObject({ changed: 10, skipped: 0 });
    expect((await decisions()).filter(({ kind }) => kind === "undo")).toHaveLength(10);
  });

  it("leaves what someone else decided on top", async () => {
    const id = await accepted();
    const { batchId } = await decideExemplars({
      ...scope(),
      exemplarIds: ids(2, 9),
      decision: { kind: "reject" },
    });
    await db().decision.updateMany({ where: { batchId }, data: { userId: (await seedUser("Other")).id } });
    const undo = await startUndo(id);
    await make();
    expect(await statuses()).toBe("prprpppprp");
    expect(await bulk(undo.id)).toMatchObject({ changed: 8, skipped: 2 });
  });

  it("asked for twice is done once; of what is being made, or not there, not at all", async () => {
    const id = await accepted();
    const asBatchId = randomUUID();
    await startUndo(id, "undo", asBatchId);
    await startUndo(id, "undo", asBatchId);
    await make();
    expect((await decisions()).filter(({ kind }) => kind === "undo")).toHaveLength(10);
    await expect(startUndo(randomUUID())).rejects.toMatchObject({ code: "not-found" });
    const second = await start({ kind: "reject" });
    await expect(startUndo(second.id)).rejects.toMatchObject({ code: "conflict" });
  });

  it("of labels gives those back", async () => {
    const { id } = await start({ kind: "relabel", labelId: given.lost });
    await make();
    expect((await project.rows()).every(({ labelId }) => labelId === given.lost)).toBe(true);
    await startUndo(id);
    await make();
    expect((await project.rows()).every(({ labelId }) => labelId === given.refund)).toBe(true);
  });
});
