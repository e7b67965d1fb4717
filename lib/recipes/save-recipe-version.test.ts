import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedSupportSet, seedTestSet } from "#prisma/seed/real-data.ts";
import { seedVocabulary } from "#prisma/seed/recipes.ts";
import { createRecipe } from "./create-recipe.ts";
import { deleteRecipe } from "./delete-recipe.ts";
import { planItems } from "./plan-items.ts";
import {
  getPlanningContext,
  getPlanningMaterial,
  getRecipe,
  getRecipeVersion,
  listRecipes,
} from "./recipe-queries.ts";
import { noAugmentation, type RecipeSettingsInput } from "./recipes.ts";
import { saveRecipeVersion } from "./save-recipe-version.ts";

useDatabase();

let userId: string;
let project: SeededProject;
beforeEach(async () => {
  userId = (await seedUser()).id;
  project = await seedProject({ ownerId: userId });
});

const prompt: RecipeSettingsInput = { kind: "prompt", template: "Write a {{ label }}." };
const create = (changes: Partial<Parameters<typeof createRecipe>[0]> = {}) =>
  createRecipe({ userId, projectId: project.id, name: "Recipe", ...prompt, ...changes });
const save = (recipeId: string, changes: Partial<Parameters<typeof saveRecipeVersion>[0]> = {}) =>
  saveRecipeVersion({ userId, recipeId, ...prompt, ...changes });
const numbers = async (recipeId: string) =>
  (await getRecipe({ userId, recipeId })).versions.map(({ number }) => number);
const versionOf = (recipeVersionId: string) => getRecipeVersion({ userId, recipeVersionId });
const labelId = (index: number) => project.labels[index]?.id ?? "";
const startRun = (recipeVersionId: string) =>
  db().run.create({
    data: {
      projectId: project.id,
      number: 1,
      recipeVersionId,
      generator: "builtIn",
      model: "built-in",
      seed: 1,
      concurrency: 1,
      targets: [],
      createdById: userId,
    },
  });

describe("createRecipe", () => {
  it("makes version 1 with what is given and what is usual", async () => {
    const { id, versionId } = await create({ instructions: { [labelId(0)]: " Be brief. " } });
    expect(await versionOf(versionId)).toMatchObject({
      recipeId: id,
      recipeName: "Recipe",
      number: 1,
      ...prompt,
      instructions: { [labelId(0)]: "Be brief." },
      demonstrations: 0,
      temperature: 1,
      topP: 1,
      maxTokens: 256,
      augmentation: noAugmentation,
    });
    expect(await listRecipes({ userId, projectId: project.id })).toMatchObject([
      { id, name: "Recipe", versionCount: 1, runCount: 0, latest: { number: 1, kind: "prompt" } },
    ]);
  });

  it("wants a name of its own", async () => {
    await create();
    await expect(create()).rejects.toMatchObject({ code: "conflict", key: "recipes.errors.nameTaken" });
    const both = await Promise.allSettled([create({ name: "Twice" }), create({ name: "Twice" })]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("makes nothing with a problem, and says where it is", async () => {
    await expect(create({ template: "a\n{{ town }}" })).rejects.toMatchObject({
      code: "invalid",
      key: "recipes.problems.unknownSlot",
      values: { line: 2, column: 1, name: "town" },
    });
    expect(await listRecipes({ userId, projectId: project.id })).toEqual([]);
  });

  it("knows no vocabulary of another project", async () => {
    const other = await seedProject({ ownerId: userId });
    const { id } = await seedVocabulary(other.id, "city", ["Rome"]);
    await expect(create({ template: "{{ city }}" })).rejects.toMatchObject({
      key: "recipes.problems.unknownSlot",
    });
    const augmentation = {
      ...noAugmentation,
      operations: { ...noAugmentation.operations, synonymReplacement: true },
      synonymVocabularyId: id,
    };
    await expect(create({ kind: "grammar", template: "x", augmentation })).rejects.toMatchObject({
      key: "recipes.problems.synonymsMissing",
    });
  });
});

describe("saveRecipeVersion", () => {
  it("makes the next number and leaves what was", async () => {
    const { id, versionId } = await create();
    const before = await versionOf(versionId);
    const saved = await save(id, { template: "Another {{ label }}.", temperature: 0.2 });
    expect(saved).toMatchObject({ number: 2, isNew: true, renamed: false, projectId: project.id });
    expect(await versionOf(saved.versionId)).toMatchObject({
      template: "Another {{ label }}.",
      temperature: 0.2,
    });
    expect(await versionOf(versionId)).toEqual(before);
    expect(await numbers(id)).toEqual([2, 1]);
  });

  it.each<[string, Partial<RecipeSettingsInput>]>([
    ["nothing is", {}],
    ["an instruction is empty", { instructions: { [randomUUID()]: "" } }],
    ["the instruction is for no label", { instructions: { [randomUUID()]: "Gone." } }],
    ["usual values are given", { demonstrations: 0, topP: 1, augmentation: noAugmentation }],
  ])("makes none where %s changed", async (_, changes) => {
    const { id, versionId } = await create();
    expect(await save(id, changes)).toMatchObject({ versionId, number: 1, isNew: false });
    expect(await numbers(id)).toEqual([1]);
  });

  it.each<[string, Partial<RecipeSettingsInput>]>([
    ["the kind", { kind: "grammar" }],
    ["the system message", { systemMessage: "x" }],
    ["tokens", { maxTokens: 255 }],
    ["top-p", { topP: 0.9 }],
    ["white space", { template: `${prompt.template} ` }],
    ["the strength", { augmentation: { ...noAugmentation, strength: 0.2 } }],
  ])("makes one where %s changed", async (_, changes) => {
    const { id } = await create();
    expect(await save(id, changes)).toMatchObject({ number: 2, isNew: true });
  });

  it("makes one again where settings come back", async () => {
    const { id } = await create();
    await save(id, { template: "b" });
    expect(await save(id)).toMatchObject({ number: 3, isNew: true });
  });

  it("gives saves at once numbers of their own", async () => {
    const { id } = await create();
    const saves = await Promise.all(["b", "c", "d"].map((template) => save(id, { template })));
    expect(saves.map(({ number }) => number).sort()).toEqual([2, 3, 4]);
    for (const [index, { versionId }] of saves.entries()) {
      expect((await versionOf(versionId)).template).toBe("bcd"[index]);
    }
  });

  it("makes nothing with a problem, the name included", async () => {
    const { id } = await create();
    const broken = save(id, { template: "{{ town", name: "Other" });
    await expect(broken).rejects.toMatchObject({ code: "invalid", key: "recipes.problems.unclosedSlot" });
    expect(await getRecipe({ userId, recipeId: id })).toMatchObject({
      name: "Recipe",
      versions: [{ number: 1 }],
    });
  });
});

describe("deleteRecipe", () => {
  it("deletes it with its versions", async () => {
    const { id } = await create();
    await save(id, { template: "b" });
    expect(await deleteRecipe({ userId, recipeId: id })).toEqual({ projectId: project.id });
    expect(await db().recipeVersion.count({ where: { recipeId: id } })).toBe(0);
  });

  it("leaves it where any of its versions has a run", async () => {
    const { id, versionId } = await create();
    await save(id, { template: "b" });
    await startRun(versionId);
    await expect(deleteRecipe({ userId, recipeId: id })).rejects.toMatchObject({
      code: "conflict",
      key: "recipes.errors.hasRuns",
      values: { name: "Recipe", count: 1 },
    });
    expect(await numbers(id)).toEqual([2, 1]);
    expect(await listRecipes({ userId, projectId: project.id })).toMatchObject([{ runCount: 1 }]);
  });
});

describe("the recipes of somebody else", () => {
  it("are not found", async () => {
    const { id: recipeId, versionId } = await create();
    const stranger = (await seedUser("Stranger")).id;
    const attempts = [
      create({ userId: stranger, name: "Mine" }),
      save(recipeId, { userId: stranger, template: "mine" }),
      deleteRecipe({ userId: stranger, recipeId }),
      getRecipe({ userId: stranger, recipeId }),
      getRecipeVersion({ userId: stranger, recipeVersionId: versionId }),
    ];
    for (const { status, ...outcome } of await Promise.allSettled(attempts)) {
      expect(status).toBe("rejected");
      expect(outcome).toMatchObject({ reason: { code: "not-found" } });
    }
    expect(await listRecipes({ userId: stranger, projectId: project.id })).toEqual([]);
    expect(await numbers(recipeId)).toEqual([1]);
  });

  it.each(["not-a-uuid", randomUUID()])("nor is %j", async (recipeId) => {
    await expect(getRecipe({ userId, recipeId })).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("what recipes may draw on", () => {
  const hostile = '"{{ label }}" [a|b] {% x %} \\';
  beforeEach(async () => {
    await seedSupportSet(project.id, [{ text: "a support example", labelId: labelId(0) }]);
    await seedTestSet(project.id, [{ text: "sealed words", labelId: labelId(0) }], userId);
    await seedVocabulary(project.id, "city", [hostile]);
  });

  it("is everything but the test set", async () => {
    const { versionId } = await create({ template: "{{ city }}", kind: "grammar" });
    const context = await getPlanningContext(versionId);
    expect(context).toMatchObject({
      version: { id: versionId },
      labels: project.labels.map(({ id, name }) => ({ id, name })),
      vocabularies: [{ name: "city", entries: [{ text: hostile }] }],
      support: [{ text: "a support example" }],
      synonyms: [],
    });
    expect(JSON.stringify(context)).not.toMatch(/sealed|words/);
    const [item] = planItems({ ...context, targets: [{ labelId: labelId(0), count: 1 }], seed: 1 });
    expect(item?.messages).toEqual([{ role: "user", content: hostile }]);
  });

  it("is nothing for somebody else", async () => {
    const stranger = (await seedUser("Stranger")).id;
    expect(await getPlanningMaterial({ userId: stranger, projectId: project.id })).toEqual({
      labels: [],
      vocabularies: [],
      support: [],
    });
  });

  it("includes the synonyms of the version", async () => {
    const { id } = await seedVocabulary(project.id, "words", ["big, large", "alone"]);
    const augmentation = {
      ...noAugmentation,
      operations: { ...noAugmentation.operations, synonymReplacement: true },
      synonymVocabularyId: id,
    };
    const { versionId } = await create({ kind: "grammar", template: "x", augmentation });
    expect((await getPlanningContext(versionId)).synonyms).toEqual([["big", "large"]]);
  });
});
