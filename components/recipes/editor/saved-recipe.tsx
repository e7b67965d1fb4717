import { notFound } from "next/navigation";
import { getProject } from "#lib/projects/project-queries.ts";
import { getRecipe, getRecipeVersion } from "#lib/recipes/recipe-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { listVocabularySummaries } from "#lib/vocabularies/vocabulary-queries.ts";
import { RecipeEditor } from "./recipe-editor.tsx";
import { RecipeHeader } from "./recipe-header.tsx";

/** A recipe: its newest version to go on from, and the older one that the address asks to see. */
export async function SavedRecipe({
  projectId,
  recipeId,
  version,
}: {
  projectId: string;
  recipeId: string;
  version: string | undefined;
}) {
  const user = await currentUser();
  const asked = { userId: user.id, projectId };
  const [{ labels }, recipe, vocabularies] = await Promise.all([
    orNotFound(getProject(asked)),
    orNotFound(getRecipe({ userId: user.id, recipeId })),
    listVocabularySummaries(asked),
  ]);
  const [newest] = recipe.versions;
  const shown =
    version === undefined ? newest : recipe.versions.find(({ number }) => String(number) === version);
  if (recipe.projectId !== projectId || !newest || !shown) notFound();
  const [latest, older] = await Promise.all([
    getRecipeVersion({ userId: user.id, recipeVersionId: newest.id }),
    shown.id === newest.id ? null : getRecipeVersion({ userId: user.id, recipeVersionId: shown.id }),
  ]);
  return (
    <>
      <RecipeHeader projectId={projectId} recipe={recipe} />
      <RecipeEditor
        key={recipeId}
        projectId={projectId}
        labels={labels}
        vocabularies={vocabularies}
        saved={{ recipe, latest, older }}
      />
    </>
  );
}
