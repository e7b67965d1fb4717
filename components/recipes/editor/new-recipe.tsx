import { getProject } from "#lib/projects/project-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { listVocabularySummaries } from "#lib/vocabularies/vocabulary-queries.ts";
import { RecipeEditor } from "./recipe-editor.tsx";

export async function NewRecipe({ projectId }: { projectId: string }) {
  const user = await currentUser();
  const asked = { userId: user.id, projectId };
  const { labels } = await orNotFound(getProject(asked));
  const vocabularies = await listVocabularySummaries(asked);
  return <RecipeEditor projectId={projectId} labels={labels} vocabularies={vocabularies} saved={null} />;
}
