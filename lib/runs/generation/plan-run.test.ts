import { describe, expect, it, vi } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { makeTestWorld } from "#lib/worker/test/generation-world.ts";
import { planRun } from "./plan-run.ts";

useDatabase();

const itemsOf = async (runId: string) => {
  const items = await db().runItem.findMany({ where: { runId }, orderBy: { position: "asc" } });
  return items.map(({ position, seed }) => ({ position, seed }));
};

describe("the plan of a run", () => {
  it("is the same whole one, however often its writing was cut off", async () => {
    const world = await makeTestWorld();
    const [runId, other] = [await world.start(500), await world.start(500)];
    const signal = new AbortController().signal;
    const looks = vi.spyOn(signal, "throwIfAborted");
    looks.mockImplementation(() => {
      if (looks.mock.calls.length === 3) throw new Error("the process ends");
    });
    await expect(planRun({ runId, signal })).rejects.toThrow("the process ends");
    expect(await itemsOf(runId)).toHaveLength(1_000);
    expect((await db().run.findUniqueOrThrow({ where: { id: runId } })).plannedAt).toBeNull();

    const never = new AbortController().signal;
    await planRun({ runId, signal: never });
    await planRun({ runId: other, signal: never });
    const items = await itemsOf(runId);
    expect(items.map(({ position }) => position)).toEqual(Array.from({ length: 1_500 }, (_, at) => at));
    expect(items).toEqual(await itemsOf(other));
    const planned = await db().run.findUniqueOrThrow({ where: { id: runId } });
    expect(Object.values(planned.planned as Record<string, number>)).toEqual([500, 500, 500]);
  });
});
