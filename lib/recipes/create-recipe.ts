import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { refuseProblems } from "./checks/refuse-problems.ts";
import { type RecipeSettingsInput, recipeSettings } from "./recipes.ts";

/**
 * Makes a recipe with its version 1.
 * @throws UserError not-found (the project), conflict (the name is taken), invalid (a problem of the settings)
 */
export async function createRecipe(
  asked: { userId: string; projectId: string; name: string } & RecipeSettingsInput,
): Promise<{ id: string; versionId: string }> {
  const { userId, projectId, name, ...given } = asked;
  const settings = recipeSettings.parse(given);
  return db().$transaction(async (transaction) => {
    const { count } = await transaction.project.updateMany({
      where: { id: projectId, ownerId: userId },
      data: { updatedAt: new Date() },
    });
    if (count === 0) throw new UserError("not-found", "projects.errors.notFound");
    if (await transaction.recipe.findFirst({ where: { projectId, name }, select: { id: true } })) {
      throw new UserError("conflict", "recipes.errors.nameTaken", { name });
    }
    const accepted = await refuseProblems({ transaction, projectId, settings });
    const version = await transaction.recipeVersion.create({
      data: {
        ...accepted,
        number: 1,
        createdById: userId,
        recipe: { create: { projectId, name } },
      },
      select: { id: true, recipeId: true },
    });
    return { id: version.recipeId, versionId: version.id };
  });
}
