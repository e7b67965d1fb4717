import { beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { makeTestWorld } from "#lib/worker/test/generation-world.ts";
import { seedProject } from "#prisma/seed/projects.ts";
import { seedRecipe } from "#prisma/seed/recipes.ts";
import { getEstimateBasis } from "./estimate-queries.ts";

useDatabase();

let world: Awaited<ReturnType<typeof makeTestWorld>>;
beforeEach(async () => {
  vi.unstubAllEnvs();
  world = await makeTestWorld({ endpointUrl: "http://127.0.0.1:1/v1" });
});

const basisOf = (change: Partial<Parameters<typeof getEstimateBasis>[0]> = {}) =>
  getEstimateBasis({
    userId: world.userId,
    projectId: world.projectId,
    recipeVersionId: world.prompt,
    endpointId: world.endpoint?.id ?? "",
    judgeEndpointId: null,
    ...change,
  });

interface Past {
  number: number;
  projectId?: string;
  recipeVersionId?: string;
  model?: string;
  builtIn?: boolean;
  calls?: number;
  answered?: number;
  promptTokens?: number;
  completionTokens?: number;
  latencyMs?: number;
  rubric?: string;
  judgeModel?: string;
  judgeEndpointId?: string;
  judgeCalls?: number;
  judgePromptTokens?: number;
  judgeCompletionTokens?: number;
}

async function makeRun({ builtIn, ...past }: Past) {
  return db().run.create({
    data: {
      projectId: world.projectId,
      recipeVersionId: world.prompt,
      generator: builtIn ? "builtIn" : "openai",
      endpointId: builtIn ? null : (world.endpoint?.id ?? ""),
      model: builtIn ? "built-in" : "test-model",
      seed: 1,
      concurrency: 1,
      state: "done",
      targets: [],
      createdById: world.userId,
      ...past,
    },
  });
}

let numbered = 0;
/** Items of a run that came to an end: p passes, d has an open finding, r was rejected, u is not screened, f failed. */
async function makeItems(runId: string, ends: string) {
  const labelId = world.labels[0]?.id ?? "";
  for (const [position, end] of [...ends].entries()) {
    const item = await db().runItem.create({
      data: {
        ...{ runId, position, labelId, seed: 1, slots: {}, messages: [] },
        state: end === "f" ? "failed" : "produced",
      },
    });
    if (end === "f") continue;
    await db().exemplar.create({
      data: {
        ...{ projectId: world.projectId, runId, runItemId: item.id, number: ++numbered },
        ...{ text: "text", originalText: "text", labelId, intendedLabelId: labelId },
        status: end === "r" ? "rejected" : "pending",
        openFindings: end === "d" ? 1 : 0,
        screenedAt: end === "u" ? null : new Date(),
      },
    });
  }
}

describe("getEstimateBasis", () => {
  it("knows before the first run how long prompts are, and no more", async () => {
    const basis = await basisOf();
    // "Kindly say something about topic number 7 to the office" and the like, a quarter of it in tokens, and what is
    // around a message.
    expect(basis.promptTokens).toBeGreaterThan(18);
    expect(basis.promptTokens).toBeLessThan(28);
    expect(basis).toMatchObject({ yield: null, measured: null, problem: null, requestsPerMinute: null });
  });

  it("takes the means of the runs of the same recipe version and model", async () => {
    await makeRun({
      ...{ number: 1, calls: 25, answered: 20, promptTokens: 1_000, completionTokens: 100 },
      latencyMs: 4_000,
    });
    await makeRun({
      ...{ number: 2, calls: 80, answered: 80, promptTokens: 4_000, completionTokens: 900 },
      latencyMs: 36_000,
    });
    await makeRun({ number: 3, model: "another", answered: 5, calls: 5, promptTokens: 9_999, latencyMs: 9 });
    await makeRun({ number: 4, calls: 3 });
    expect((await basisOf()).measured).toEqual({
      answers: 100,
      callsPerAnswer: 1.05,
      promptTokens: 50,
      completionTokens: 10,
      latencyMs: 400,
      from: { kind: "recipe", runs: [1, 2] },
    });
  });

  it("else those of the same model in any of the user's projects, whose prompts were others", async () => {
    const other = await seedProject({ ownerId: world.userId });
    const recipe = await seedRecipe({
      projectId: other.id,
      userId: world.userId,
      kind: "prompt",
      template: "x",
    });
    const recipeVersionId = recipe.versions[0]?.id ?? "";
    await makeRun({
      ...{ number: 1, projectId: other.id, recipeVersionId, calls: 4, answered: 4 },
      ...{ promptTokens: 400, completionTokens: 80, latencyMs: 2_000 },
    });
    expect((await basisOf()).measured).toEqual({
      answers: 4,
      callsPerAnswer: 1,
      promptTokens: null,
      completionTokens: 20,
      latencyMs: 500,
      from: { kind: "model" },
    });
  });

  it("does not take for zero what the provider did not count", async () => {
    await makeRun({ number: 1, calls: 4, answered: 4, latencyMs: 2_000 });
    expect((await basisOf()).measured).toMatchObject({
      promptTokens: null,
      completionTokens: null,
      latencyMs: 500,
    });
  });

  it("counts what passed of this recipe with this generator, else of the project", async () => {
    const builtIn = await makeRun({ number: 1, builtIn: true, recipeVersionId: world.grammar });
    await makeItems(builtIn.id, "ppppf");
    expect((await basisOf()).yield).toEqual({ passed: 4, judgeable: 4, of: 5, from: "project" });
    const own = await makeRun({ number: 2 });
    await makeItems(own.id, "ppdruf");
    expect((await basisOf()).yield).toEqual({ passed: 2, judgeable: 2, of: 5, from: "recipe" });
    expect((await basisOf({ recipeVersionId: world.grammar, endpointId: null })).yield).toEqual({
      passed: 4,
      judgeable: 4,
      of: 5,
      from: "recipe",
    });
  });

  it("tells what the judge said of labels from all else that did not pass", async () => {
    const run = await makeRun({ number: 1 });
    await makeItems(run.id, "ppddrf");
    const exemplars = await db().exemplar.findMany({ where: { runId: run.id }, orderBy: { number: "asc" } });
    const assessed = exemplars.filter((_, i) => i === 0 || i === 2 || i === 4);
    await db().assessment.createMany({
      data: assessed.map(({ id: exemplarId, projectId, runId }) => ({
        ...{ exemplarId, projectId, runId, digest: "d", model: "m", score: 3 },
      })),
    });
    expect((await basisOf()).yield).toEqual({ passed: 2, judgeable: 3, of: 6, from: "recipe" });
  });

  it("reads what the endpoint allows a minute", async () => {
    await db().endpoint.update({
      where: { id: world.endpoint?.id ?? "" },
      data: { requestsPerMinute: 60, tokensPerMinute: 90_000 },
    });
    expect(await basisOf()).toMatchObject({ requestsPerMinute: 60, tokensPerMinute: 90_000 });
  });

  describe("of a judge", () => {
    const judgeEndpointId = () => world.endpoint?.id ?? "";
    const judgeOf = async () => (await basisOf({ judgeEndpointId: judgeEndpointId() })).judge;
    const judged = (past: Past, rubric: string) =>
      makeRun({
        ...past,
        ...{ rubric, judgeModel: "test-model", judgeEndpointId: judgeEndpointId() },
        ...{ judgeCalls: 10, judgePromptTokens: 5_000, judgeCompletionTokens: 300 },
      });

    it("is nothing where there is none", async () => {
      expect((await basisOf()).judge).toBeNull();
    });

    it("takes what its questions took in this project, without the rubrics", async () => {
      await judged({ number: 1 }, "x".repeat(400));
      await judged({ number: 2 }, "x".repeat(800));
      expect(await judgeOf()).toEqual({
        calls: 20,
        promptTokens: 350,
        completionTokens: 30,
        from: "project",
      });
    });

    it("keeps what a short count leaves below the length of the rubric, for the same rubric to make it whole", async () => {
      await judged({ number: 1 }, "x".repeat(4_000));
      expect(await judgeOf()).toMatchObject({ promptTokens: -500, from: "project" });
    });

    it("else what its replies took in another, and its questions by the length of labels and texts", async () => {
      const other = await seedProject({ ownerId: world.userId });
      const recipe = await seedRecipe({
        ...{ projectId: other.id, userId: world.userId, kind: "prompt", template: "x" },
      });
      const byLength = await judgeOf();
      expect(byLength).toMatchObject({ calls: 0, completionTokens: null, from: "length" });
      await judged({ number: 1, projectId: other.id, recipeVersionId: recipe.versions[0]?.id ?? "" }, "x");
      expect(await judgeOf()).toEqual({
        calls: 10,
        promptTokens: byLength?.promptTokens,
        completionTokens: 30,
        from: "model",
      });
      await db().label.updateMany({
        where: { projectId: world.projectId },
        data: { description: "y".repeat(400) },
      });
      expect((await judgeOf())?.promptTokens).toBeCloseTo((byLength?.promptTokens ?? 0) + 300, -1);
    });

    it("does not take for zero what the provider did not count, nor another's runs for one's own", async () => {
      const run = await judged({ number: 1 }, "x");
      const stranger = await makeTestWorld({ endpointUrl: "http://127.0.0.1:1/v1" });
      const { userId, projectId, prompt: recipeVersionId } = stranger;
      const theirs = await basisOf({
        ...{ userId, projectId, recipeVersionId, endpointId: null },
        judgeEndpointId: judgeEndpointId(),
      });
      expect(theirs.judge).toMatchObject({ from: "length" });
      await db().run.update({
        where: { id: run.id },
        data: { judgePromptTokens: 0, judgeCompletionTokens: 0 },
      });
      expect(await judgeOf()).toMatchObject({ calls: 0, completionTokens: null, from: "length" });
    });
  });

  it("says why the recipe cannot be filled", async () => {
    await db().vocabularyEntry.deleteMany({ where: { vocabulary: { projectId: world.projectId } } });
    expect(await basisOf()).toMatchObject({
      promptTokens: null,
      problem: { key: expect.stringContaining("recipes.problems."), values: { slot: "topic" } },
    });
  });

  it("tells nobody of what is another's", async () => {
    const other = await makeTestWorld({ endpointUrl: "http://127.0.0.1:1/v1" });
    await makeRun({ number: 1, calls: 4, answered: 4, latencyMs: 2_000 });
    const refused = [
      { userId: other.userId },
      { projectId: other.projectId },
      { recipeVersionId: other.prompt },
      { recipeVersionId: "none" },
    ];
    for (const wrong of refused) await expect(basisOf(wrong)).rejects.toThrow(/errors\./);
    const { userId, projectId, prompt: recipeVersionId } = other;
    const endpointId = world.endpoint?.id ?? "";
    expect((await basisOf({ userId, projectId, recipeVersionId, endpointId })).measured).toBeNull();
    expect((await basisOf({ endpointId: "no id" })).measured).toBeNull();
  });
});
