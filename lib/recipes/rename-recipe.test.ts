import { beforeEach, expect, it } from "vitest";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedRecipe } from "#prisma/seed/recipes.ts";
import { getRecipe } from "./recipe-queries.ts";
import { renameRecipe } from "./rename-recipe.ts";

useDatabase();

let userId: string;
let projectId: string;
let recipeId: string;
beforeEach(async () => {
  userId = (await seedUser()).id;
  projectId = (await seedProject({ ownerId: userId })).id;
  recipeId = (await make("Before")).id;
});
const make = (name: string) => seedRecipe({ projectId, userId, name, kind: "grammar", template: "a" });
const nameNow = async () => (await getRecipe({ userId, recipeId })).name;

it("gives another name and makes no version", async () => {
  expect(await renameRecipe({ userId, recipeId, name: "After" })).toEqual({ projectId });
  expect(await getRecipe({ userId, recipeId })).toMatchObject({ name: "After", versions: [{ number: 1 }] });
});

it("may keep the name that it has", async () => {
  await renameRecipe({ userId, recipeId, name: "Before" });
  expect(await nameNow()).toBe("Before");
});

it("refuses the name of another recipe of the project", async () => {
  await make("Taken");
  await expect(renameRecipe({ userId, recipeId, name: "Taken" })).rejects.toMatchObject({
    code: "conflict",
    key: "recipes.errors.nameTaken",
  });
  expect(await nameNow()).toBe("Before");
});

it("finds no recipe of somebody else", async () => {
  const stranger = (await seedUser()).id;
  await expect(renameRecipe({ userId: stranger, recipeId, name: "Mine" })).rejects.toMatchObject({
    code: "not-found",
  });
  expect(await nameNow()).toBe("Before");
});
