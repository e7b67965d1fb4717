import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { NO_USAGE } from "#lib/server/llm/llm-outcome.ts";
import { usePostgres } from "#lib/server/test/postgres.ts";
import { makeTestWorld } from "#lib/worker/test/generation-world.ts";
import { countShards, shareOf } from "./ask-for-help.ts";
import { claimItems, hasItemsLeft, releaseForsakenItems, releaseItems } from "./claim-items.ts";
import { planRun } from "./plan-run.ts";
import { saveResults } from "./save-results.ts";
import { forgetWorker, seeWorkers } from "./see-workers.ts";

usePostgres();
const never = new AbortController().signal;

let projectId: string;
let runId: string;
beforeEach(async () => {
  const world = await makeTestWorld();
  projectId = world.projectId;
  runId = await world.start(10);
  await planRun({ runId, signal: never });
});

const claimedBy = async (id: string) => db().runItem.count({ where: { runId, claimedBy: id } });

describe("items of a run", () => {
  it("are claimed by one of many at once", async () => {
    const claimants = Array.from({ length: 8 }, () => randomUUID());
    const claims = await Promise.all(
      claimants.map((claimedBy) => claimItems({ runId, count: 4, claimedBy })),
    );
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await hasItemsLeft(runId)).toBe(true);
  });

  it("are given back when nobody sees their claimant any more, and no sooner", async () => {
    const [living, asleep, unknown, here] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await seeWorkers([living, asleep]);
    for (const claimedBy of [living, asleep, unknown, here]) await claimItems({ runId, count: 3, claimedBy });
    await db().$executeRaw`UPDATE "Worker" SET "seenAt" = now() - interval '21 s' WHERE id = ${asleep}::uuid`;
    await releaseForsakenItems({ runId, here: [here] });
    expect(await Promise.all([living, asleep, unknown, here].map(claimedBy))).toEqual([3, 0, 0, 3]);
    await releaseItems({ runId, claimedBy: here });
    await forgetWorker(living);
    await releaseForsakenItems({ runId, here: [] });
    expect(await db().runItem.count({ where: { runId, state: "pending" } })).toBe(30);
  });

  it("are saved by whom they belong to: one that slept too long saves nothing", async () => {
    const [asleep, awake] = [randomUUID(), randomUUID()];
    const [item] = await claimItems({ runId, count: 1, claimedBy: asleep });
    await releaseForsakenItems({ runId, here: [] });
    const [same] = await claimItems({ runId, count: 1, claimedBy: awake });
    if (!item || item.id !== same?.id) throw new Error("another item");
    const results = [
      { item, attempts: 1, latencyMs: 1, reply: null, usage: NO_USAGE, reused: false, text: "a text" },
    ];
    const late = await saveResults({ projectId, runId, claimedBy: asleep, results });
    expect(late).toEqual({ produced: 0, failed: 0 });
    const own = await saveResults({ projectId, runId, claimedBy: awake, results });
    expect(own).toEqual({ produced: 1, failed: 0 });
    expect(await db().exemplar.count({ where: { runId } })).toBe(1);
  });
});

describe("a run", () => {
  it.each([
    [1, 1],
    [3, 3],
    [4, 4],
    [7, 4],
    [64, 4],
  ])("of %i questions at once is shared between %i, who ask as many together", async (concurrency, of) => {
    const { start } = await makeTestWorld({ endpointUrl: "http://127.0.0.1:9/v1" });
    expect(await countShards(await start(1, concurrency))).toBe(of);
    const shares = Array.from({ length: of }, (_, shard) => shareOf(concurrency, { shard, of }));
    expect(shares.reduce((sum, share) => sum + share)).toBe(concurrency);
    expect(Math.min(...shares)).toBeGreaterThan(0);
  });

  it("with a limit is not shared", async () => {
    const { start, endpoint } = await makeTestWorld({ endpointUrl: "http://127.0.0.1:9/v1" });
    const budget = { calls: 10, tokens: null, cost: null };
    expect(await countShards(await start(1, 8, { budget }))).toBe(1);
    const free = await start(1, 8);
    expect(await countShards(free)).toBe(4);
    await db().endpoint.update({ where: { id: endpoint?.id ?? "" }, data: { requestsPerMinute: 60 } });
    expect(await countShards(free)).toBe(1);
  });
});
