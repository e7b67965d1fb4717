import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";

/**
 * Deletes a recipe with its versions.
 * @throws UserError not-found, conflict where runs were made with it: their exemplars point to it
 */
export async function deleteRecipe(asked: {
  userId: string;
  recipeId: string;
}): Promise<{ projectId: string }> {
  const { userId, recipeId } = asked;
  return db().$transaction(async (transaction) => {
    const [recipe] = await transaction.recipe.updateManyAndReturn({
      where: { id: recipeId, project: { ownerId: userId } },
      data: { updatedAt: new Date() },
      select: { projectId: true, name: true },
    });
    if (!recipe) throw new UserError("not-found", "recipes.errors.notFound");
    const runs = await transaction.run.count({ where: { recipeVersion: { recipeId } } });
    if (runs > 0)
      throw new UserError("conflict", "recipes.errors.hasRuns", { name: recipe.name, count: runs });
    await transaction.recipe.delete({ where: { id: recipeId } });
    return { projectId: recipe.projectId };
  });
}
