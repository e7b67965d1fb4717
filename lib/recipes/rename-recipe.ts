import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { isUniqueViolation } from "#lib/server/violations.ts";

/**
 * Gives a recipe another name; its versions stay as they are.
 * @throws UserError not-found, conflict (the name is taken)
 */
export async function renameRecipe(asked: {
  userId: string;
  recipeId: string;
  name: string;
}): Promise<{ projectId: string }> {
  const { userId, recipeId, name } = asked;
  const renaming = db().$transaction(async (transaction) => {
    const [recipe] = await transaction.recipe.updateManyAndReturn({
      where: { id: recipeId, project: { ownerId: userId } },
      data: { updatedAt: new Date() },
      select: { projectId: true },
    });
    if (!recipe) throw new UserError("not-found", "recipes.errors.notFound");
    const { projectId } = recipe;
    const same = await transaction.recipe.findFirst({
      where: { projectId, name, id: { not: recipeId } },
      select: { id: true },
    });
    if (same) throw new UserError("conflict", "recipes.errors.nameTaken", { name });
    await transaction.recipe.update({ where: { id: recipeId }, data: { name } });
    return { projectId };
  });
  return renaming.catch((error: unknown) => {
    // Another recipe got the name after it was looked for.
    if (!isUniqueViolation(error)) throw error;
    throw new UserError("conflict", "recipes.errors.nameTaken", { name });
  });
}
