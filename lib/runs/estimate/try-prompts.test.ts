import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { generateRun } from "#lib/worker/generation/generate-run.ts";
import { makeTestWorld, quickWorld } from "#lib/worker/test/generation-world.ts";
import { startRun } from "../start-run.ts";
import { measuredBy } from "./trial.ts";
import { tryPrompts } from "./try-prompts.ts";

useDatabase();

let server: OpenaiServer;
let world: Awaited<ReturnType<typeof makeTestWorld>>;
beforeEach(async () => {
  server = await startOpenaiServer();
  world = await makeTestWorld({ endpointUrl: server.baseUrl });
});
afterEach(() => server.close());

const never = new AbortController().signal;
const plan = () => ({
  userId: world.userId,
  projectId: world.projectId,
  recipeVersionId: world.prompt,
  endpointId: world.endpoint?.id ?? "",
  seed: 7,
  targets: world.labels.map(({ id: labelId }, i) => ({ labelId, count: 2 * i })),
});
const tryThem = (change: object = {}) => tryPrompts({ ...plan(), ...change });

describe("tryPrompts", () => {
  it("asks what the run asks first, and measures the answers", async () => {
    const tried = await tryThem();
    const runId = await startRun({ ...plan(), concurrency: 2, goal: "produced" });
    await generateRun(runId, never, quickWorld());
    const items = await db().runItem.findMany({ where: { runId }, orderBy: { position: "asc" } });
    expect(items.map(({ reused }) => reused)).toEqual([true, true, true, false, false, false]);
    expect(server.chats()).toHaveLength(6);
    expect(tried.map(({ labelId }) => labelId)).toEqual(items.slice(0, 3).map(({ labelId }) => labelId));
    for (const prompt of tried) {
      expect(prompt).toMatchObject({
        result: { text: expect.any(String) },
        promptTokens: expect.any(Number),
        completionTokens: expect.any(Number),
        latencyMs: expect.any(Number),
      });
    }
    expect(measuredBy(tried)).toMatchObject({ answers: 3, callsPerAnswer: 1, from: { kind: "trial" } });
  });

  it("pays for no answer twice", async () => {
    const first = await tryThem();
    expect(await tryThem()).toEqual(first);
    expect(server.chats()).toHaveLength(3);
    await tryThem({ seed: 8 });
    expect(server.chats()).toHaveLength(6);
  });

  it("tells of each prompt why it has no answer, and measures the others", async () => {
    server.behave({ script: ["unauthorised", "rateLimited"] });
    const tried = await tryThem();
    const codes = tried.flatMap(({ result }) => ("code" in result ? result.code : []));
    expect(codes.sort()).toEqual(["rateLimited", "unauthorised"]);
    expect(measuredBy(tried)).toMatchObject({ answers: 1, callsPerAnswer: 3 });
  });

  it("measures nothing where nothing was answered", async () => {
    server.behave({ script: ["serverError", "serverError", "rateLimited"] });
    expect(measuredBy(await tryThem())).toBeNull();
  });

  it("refuses what belongs to somebody else, what asks no model, and what cannot be filled", async () => {
    const other = await makeTestWorld({ endpointUrl: server.baseUrl });
    for (const wrong of [
      { userId: other.userId },
      { projectId: other.projectId },
      { recipeVersionId: other.prompt },
      { endpointId: other.endpoint?.id ?? "" },
      { targets: [{ labelId: other.labels[0]?.id ?? "", count: 1 }] },
    ]) {
      await expect(tryThem(wrong)).rejects.toThrow(/errors\./);
    }
    await expect(tryThem({ recipeVersionId: world.grammar })).rejects.toThrow("runs.errors.needsPrompt");
    await db().vocabularyEntry.deleteMany({ where: { vocabulary: { projectId: world.projectId } } });
    await expect(tryThem()).rejects.toThrow(/recipes\.problems\./);
    expect(server.chats()).toHaveLength(0);
  });
});
