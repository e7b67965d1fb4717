"use server";

import { revalidatePath } from "next/cache";
import { action } from "#lib/server/action.ts";
import { createRecipe } from "./create-recipe.ts";
import { deleteRecipe } from "./delete-recipe.ts";
import { createRecipeInput, deleteRecipeInput, renameRecipeInput, saveRecipeInput } from "./recipes.ts";
import { renameRecipe } from "./rename-recipe.ts";
import { saveRecipeVersion } from "./save-recipe-version.ts";

export const createRecipeAction = action(createRecipeInput, async (input, user) => {
  const { id } = await createRecipe({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
  return { recipeId: id };
});

export const saveRecipeVersionAction = action(saveRecipeInput, async (input, user) => {
  const { projectId, number, isNew, renamed } = await saveRecipeVersion({ ...input, userId: user.id });
  revalidatePath(`/projects/${projectId}/recipes`, "layout");
  return { number, isNew, renamed };
});

export const renameRecipeAction = action(renameRecipeInput, async (input, user) => {
  const { projectId } = await renameRecipe({ ...input, userId: user.id });
  revalidatePath(`/projects/${projectId}/recipes`, "layout");
});

export const deleteRecipeAction = action(deleteRecipeInput, async (input, user) => {
  const { projectId } = await deleteRecipe({ ...input, userId: user.id });
  revalidatePath(`/projects/${projectId}`, "layout");
});
