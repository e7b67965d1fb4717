import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { isUniqueViolation } from "#lib/server/violations.ts";
import { refuseProblems } from "./checks/refuse-problems.ts";
import { toRecipeVersion } from "./recipe-queries.ts";
import { type RecipeSettingsInput, recipeSettings, settingsKey } from "./recipes.ts";

export interface SavedRecipe {
  recipeId: string;
  projectId: string;
  versionId: string;
  number: number;
  /** False where the settings are those of the newest version: then nothing was made. */
  isNew: boolean;
  renamed: boolean;
}

/**
 * Saves a recipe: settings other than those of the newest version make the next one; a new name renames the recipe.
 * Older versions, and the runs made with them, stay as they are.
 * @throws UserError not-found, conflict (the name is taken), invalid (a problem of the settings)
 */
export async function saveRecipeVersion(
  asked: { userId: string; recipeId: string; name?: string | undefined } & RecipeSettingsInput,
): Promise<SavedRecipe> {
  const { userId, recipeId, name, ...given } = asked;
  const parsed = recipeSettings.parse(given);
  const saving = db().$transaction(async (transaction) => {
    // Locks the row: two saves of one recipe go one after the other and get numbers of their own.
    const [recipe] = await transaction.recipe.updateManyAndReturn({
      where: { id: recipeId, project: { ownerId: userId } },
      data: { updatedAt: new Date() },
      select: { projectId: true, name: true },
    });
    if (!recipe) throw new UserError("not-found", "recipes.errors.notFound");
    const { projectId } = recipe;
    const renamed = name !== undefined && name !== recipe.name;
    if (renamed) {
      const same = await transaction.recipe.findFirst({ where: { projectId, name }, select: { id: true } });
      if (same) throw new UserError("conflict", "recipes.errors.nameTaken", { name });
      await transaction.recipe.update({ where: { id: recipeId }, data: { name } });
    }
    const newest = await transaction.recipeVersion.findFirst({
      where: { recipeId },
      orderBy: { number: "desc" },
    });
    const settings = await refuseProblems({ transaction, projectId, settings: parsed });
    if (newest && settingsKey(toRecipeVersion(newest)) === settingsKey(settings)) {
      return { recipeId, projectId, versionId: newest.id, number: newest.number, isNew: false, renamed };
    }
    const number = (newest?.number ?? 0) + 1;
    const { id } = await transaction.recipeVersion.create({
      data: { ...settings, recipeId, number, createdById: userId },
      select: { id: true },
    });
    return { recipeId, projectId, versionId: id, number, isNew: true, renamed };
  });
  return saving.catch((error: unknown) => {
    // Another recipe got the name after it was looked for.
    if (name === undefined || !isUniqueViolation(error)) throw error;
    throw new UserError("conflict", "recipes.errors.nameTaken", { name });
  });
}
