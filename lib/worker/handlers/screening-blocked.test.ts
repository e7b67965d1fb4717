import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import { unpackRunFailure } from "#lib/runs/runs.ts";
import { getEmbedderState } from "#lib/screening/embedders/embedder-queries.ts";
import { screeningEngine } from "#lib/screening/engine/screening-engine.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { makeTestWorld } from "../test/generation-world.ts";
import { handle as generateRun } from "./generate-run.ts";
import { handle as screenProject } from "./screen-project.ts";

useDatabase();
let server: OpenaiServer;
let world: Awaited<ReturnType<typeof makeTestWorld>>;
beforeAll(async () => {
  server = await startOpenaiServer();
});
afterAll(() => server.close());
afterAll(() => screeningEngine().close());
beforeEach(async () => {
  server.requests.length = 0;
  world = await makeTestWorld();
  // An embedder that nobody agreed to.
  const { id } = await db().endpoint.create({
    data: { ownerId: world.userId, name: "embedder", baseUrl: server.baseUrl, model: "test-model" },
  });
  await db().project.update({
    where: { id: world.projectId },
    data: { embeddingEndpointId: id, embeddingModel: "embed-model" },
  });
});

const never = new AbortController().signal;

it("ends a run whose exemplars cannot be screened, and says why", async () => {
  const runId = await world.start(3);
  await generateRun({ runId }, never);
  const run = await db().run.findUniqueOrThrow({ where: { id: runId }, include: { exemplars: true } });
  expect(run.state).toBe("paused");
  expect(unpackRunFailure(run.error ?? "").code).toBe("screeningBlocked");
  expect(run.exemplars).toHaveLength(9);
  expect(run.exemplars.every(({ screenedAt }) => screenedAt === null)).toBe(true);
  expect(server.requests).toEqual([]);

  // Another try of screening alone ends without an error that would be tried again, and leaves them blocked.
  const { userId, projectId } = world;
  await screenProject({ projectId }, never);
  expect(await db().exemplar.count({ where: { runId, screenedAt: null } })).toBe(9);
  expect((await getEmbedderState({ userId, projectId })).problem?.code).toBe("consentMissing");
  expect(server.requests).toEqual([]);
});
