import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import { getRunProgress } from "#lib/runs/run-queries.ts";
import { resumeRun } from "#lib/runs/steering/resume-run.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedTestSet } from "#prisma/seed/real-data.ts";
import { accountOf, makeTestWorld, quickWorld } from "../test/generation-world.ts";
import { generateRun } from "./generate-run.ts";
import { realWorld } from "./real-world.ts";

useDatabase();
const never = new AbortController().signal;
const ROW = "My grandmother's clock, it stops whenever somebody opens the door";

let server: OpenaiServer;
beforeAll(async () => {
  server = await startOpenaiServer();
});
afterAll(() => server.close());

it("sends nothing for an item whose prompt holds a part of a test row, and produces the others", async () => {
  const world = await makeTestWorld({ endpointUrl: server.baseUrl });
  const labelId = world.labels[0]?.id ?? "";
  const runId = await world.start(4, 3);
  await realWorld.store.plan({ runId, signal: never });
  expect(await db().runItem.count({ where: { runId, state: "pending" } })).toBe(12);
  expect(server.requests.length).toBe(0);

  await seedTestSet(world.projectId, [{ text: ROW, labelId }], world.userId);
  const [hurt] = await db().runItem.findMany({ where: { runId, position: 5 } });
  const said = "Like this:\n- grandmother S CLOCK it stops, whenever somebody opens it";
  const messages = [
    { role: "system", content: "Be brief." },
    { role: "user", content: said },
  ];
  await db().runItem.update({ where: { id: hurt?.id ?? "" }, data: { messages } });

  await generateRun(runId, never, quickWorld());
  expect(server.chats().length).toBe(11);
  expect(JSON.stringify(server.requests)).not.toMatch(/grandmother/i);
  expect(await accountOf(runId)).toMatchObject({
    state: "doneWithFailures",
    items: { produced: 11, failed: 1 },
    isContiguous: true,
  });
  const item = await db().runItem.findUniqueOrThrow({ where: { id: hurt?.id ?? "" } });
  expect(item).toMatchObject({
    state: "failed",
    errorCode: "holdsTestText",
    error: "Line 2 of message 2 holds a part of the sealed test set.",
    reply: null,
  });
  const { failures } = await getRunProgress({ ...world, runId });
  expect(failures).toMatchObject([{ code: "holdsTestText", count: 1 }]);

  // Asked for once more it would be held back once more.
  await resumeRun({ ...world, runId });
  await generateRun(runId, never, quickWorld());
  expect(await accountOf(runId)).toMatchObject({
    state: "doneWithFailures",
    items: { produced: 11, failed: 1 },
  });
  expect(server.chats().length).toBe(11);
});
