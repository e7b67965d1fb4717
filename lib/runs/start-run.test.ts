import { afterEach, describe, expect, it, vi } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { makeTestWorld } from "#lib/worker/test/generation-world.ts";
import { getRunForm } from "./form/run-form-queries.ts";
import { getRun, getRunProgress, listRuns, listUnfinishedRunIds } from "./run-queries.ts";
import { runLimits, startRunInput } from "./runs.ts";
import { startRun } from "./start-run.ts";

useDatabase();
afterEach(() => {
  vi.unstubAllEnvs();
});

async function makeInput(options?: { endpointUrl: string }) {
  const world = await makeTestWorld(options);
  const targets = world.labels.map(({ id: labelId }, i) => ({ labelId, count: i * 10 }));
  const { userId, projectId, grammar: recipeVersionId } = world;
  return {
    world,
    input: { userId, projectId, recipeVersionId, endpointId: null, targets, seed: 3, concurrency: 2 },
  };
}

describe("startRun", () => {
  it("queues a run under the project's next number, for the labels asked for", async () => {
    const { world, input } = await makeInput();
    const runIds = [await startRun(input), await startRun(input)];
    const runs = await listRuns(world);
    expect(runs.map(({ id, number }) => [id, number])).toEqual([
      [runIds[1], 2],
      [runIds[0], 1],
    ]);
    expect(runs[0]).toMatchObject({
      state: "queued",
      asked: 30,
      produced: 0,
      model: "built-in",
      generator: "builtIn",
    });
    expect((await getRun({ ...world, runId: runIds[0] ?? "" })).targets).toEqual(input.targets.slice(1));
    expect(await listUnfinishedRunIds()).toEqual(expect.arrayContaining(runIds));
  });

  it("takes no number twice when started at once", async () => {
    const { world, input } = await makeInput();
    await Promise.all(Array.from({ length: 8 }, () => startRun(input)));
    expect((await listRuns(world)).map(({ number }) => number)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it("refuses a generator that does not take the recipe", async () => {
    const { world, input } = await makeInput({ endpointUrl: "http://127.0.0.1:1/v1" });
    const endpointId = world.endpoint?.id ?? "";
    await expect(startRun({ ...input, endpointId })).rejects.toThrow("runs.errors.needsPrompt");
    await expect(startRun({ ...input, recipeVersionId: world.prompt })).rejects.toThrow(
      "runs.errors.needsGrammar",
    );
    await startRun({ ...input, recipeVersionId: world.prompt, endpointId });
  });

  it("keeps the judge as it stands, for the form of the next one too", async () => {
    const { world, input } = await makeInput({ endpointUrl: "http://127.0.0.1:1/v1" });
    const endpointId = world.endpoint?.id ?? "";
    await db().endpoint.update({ where: { id: endpointId }, data: { inputPrice: 1, outputPrice: 2 } });
    const judge = { endpointId, rubric: "5: as a customer would say it." };
    const runId = await startRun({ ...input, judge });
    await db().endpoint.update({ where: { id: endpointId }, data: { model: "other", inputPrice: 5 } });
    expect(await getRun({ ...world, runId })).toMatchObject({
      model: "built-in",
      judge: { ...judge, endpointName: "local", model: "test-model", prices: { input: 1, output: 2 } },
      cost: 0,
    });
    expect((await getRunForm({ ...world, from: runId })).values.judge).toEqual(judge);
    const other = (await makeInput({ endpointUrl: "http://127.0.0.1:1/v1" })).world;
    const theirs = { ...judge, endpointId: other.endpoint?.id ?? "" };
    await expect(startRun({ ...input, judge: theirs })).rejects.toMatchObject({ code: "not-found" });
  });

  it("keeps the environment's endpoint as judge", async () => {
    vi.stubEnv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1");
    vi.stubEnv("OPENAI_MODEL", "mistral");
    const { world, input } = await makeInput();
    const judge = { endpointId: "environment" as const, rubric: "5: fine" };
    const runId = await startRun({ ...input, judge });
    expect((await getRun({ ...world, runId })).judge).toMatchObject({
      model: "mistral",
      endpointName: "environment",
      prices: null,
    });
    expect((await getRunForm({ ...world, from: runId })).values.judge).toEqual(judge);
  });

  it("refuses what belongs to somebody else, or to another project", async () => {
    const { input } = await makeInput();
    const other = (await makeInput({ endpointUrl: "http://127.0.0.1:1/v1" })).world;
    const refused = [
      { ...input, userId: other.userId },
      { ...input, recipeVersionId: other.grammar },
      { ...input, projectId: other.projectId },
      { ...input, targets: [{ labelId: other.labels[0]?.id ?? "", count: 1 }] },
    ];
    for (const wrong of refused) await expect(startRun(wrong)).rejects.toThrow(/errors\./);
    await expect(
      startRun({
        ...other,
        ...input,
        userId: input.userId,
        endpointId: other.endpoint?.id ?? "",
        recipeVersionId: other.prompt,
      }),
    ).rejects.toThrow(/errors\./);
    expect(await db().run.count({ where: { projectId: input.projectId } })).toBe(0);
  });

  it("refuses a plan that cannot be filled, before there is a run", async () => {
    const { world, input } = await makeInput();
    await db().vocabularyEntry.deleteMany({ where: { vocabulary: { projectId: world.projectId } } });
    await expect(startRun(input)).rejects.toThrow("recipes.");
    expect(await listRuns(world)).toEqual([]);
  });

  it("refers to the environment's endpoint without its key", async () => {
    const { world, input } = await makeInput();
    const asked = { ...input, recipeVersionId: world.prompt, endpointId: "environment" };
    await expect(startRun(asked)).rejects.toThrow("environmentMissing");
    vi.stubEnv("OPENAI_MODEL", "mistral");
    vi.stubEnv("OPENAI_API_KEY", "sk-secret");
    const runId = await startRun(asked);
    expect(await getRun({ ...world, runId })).toMatchObject({
      model: "mistral",
      endpointName: "environment",
    });
    const form = await getRunForm({ ...world, from: runId });
    expect(form.values).toMatchObject({ endpointId: "environment", recipeVersionId: world.prompt, seed: 3 });
  });
});

describe("startRunInput", () => {
  const id = "01a1fd22-25cf-7049-a95a-b99a6f1555b0";
  const fine = {
    projectId: id,
    recipeVersionId: id,
    endpointId: null,
    targets: [{ labelId: id, count: 5 }],
    seed: 1,
    concurrency: 1,
  };
  it.each([
    [{ targets: [{ labelId: id, count: 0 }] }, "targets", "runs.errors.nothingAsked"],
    [{ targets: [{ labelId: id, count: runLimits.items + 1 }] }, "targets", "runs.errors.tooMany"],
    [{ targets: [{ labelId: id, count: -1 }] }, "targets.0.count", "runs.errors.targetNumber"],
    [{ targets: [{ labelId: id, count: 1.5 }] }, "targets.0.count", "runs.errors.targetNumber"],
    [{ targets: [{ labelId: id, count: Number.NaN }] }, "targets.0.count", "runs.errors.targetNumber"],
    [{ seed: -1 }, "seed", "runs.errors.seed"],
    [{ seed: 2 ** 31 }, "seed", "runs.errors.seed"],
    [{ concurrency: 0 }, "concurrency", "runs.errors.concurrency"],
    [{ concurrency: 65 }, "concurrency", "runs.errors.concurrency"],
    [{ recipeVersionId: "" }, "recipeVersionId", "runs.errors.recipeMissing"],
  ])("refuses %j", (change, path, message) => {
    const { error } = startRunInput.safeParse({ ...fine, ...change });
    expect(error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([[path, message]]);
  });
});

describe("reading a run", () => {
  it("is for its owner", async () => {
    const { world, input } = await makeInput();
    const runId = await startRun(input);
    const stranger = (await makeTestWorld()).userId;
    await expect(getRun({ ...world, userId: stranger, runId })).rejects.toThrow("notFound");
    await expect(getRunProgress({ ...world, userId: stranger, runId })).rejects.toThrow("notFound");
    await expect(getRun({ ...world, runId: "no-uuid" })).rejects.toThrow("notFound");
    expect(await listRuns({ ...world, userId: stranger })).toEqual([]);
  });
});
