import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { RecipeEditorSkeleton } from "#components/recipes/editor/editor-skeleton.tsx";
import { SavedRecipe } from "#components/recipes/editor/saved-recipe.tsx";
import { Page } from "#components/ui/page.tsx";

interface Props {
  params: Promise<{ projectId: string; recipeId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("recipes"))("title") };
}

export default async function RecipePage({ params, searchParams }: Props) {
  const { projectId, recipeId } = await params;
  const { version } = await searchParams;
  return (
    <Page wide>
      <Suspense fallback={<RecipeEditorSkeleton />}>
        <SavedRecipe projectId={projectId} recipeId={recipeId} version={[version].flat()[0]} />
      </Suspense>
    </Page>
  );
}
