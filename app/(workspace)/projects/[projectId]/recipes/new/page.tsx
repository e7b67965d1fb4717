import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { RecipeEditorSkeleton } from "#components/recipes/editor/editor-skeleton.tsx";
import { NewRecipe } from "#components/recipes/editor/new-recipe.tsx";
import { Page } from "#components/ui/page.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("recipes.new"))("title") };
}

export default async function NewRecipePage({ params }: { params: Promise<{ projectId: string }> }) {
  const { projectId } = await params;
  const t = await getTranslations("recipes.new");
  return (
    <Page wide>
      <PageHeader title={t("title")} hint={t("hint")} />
      <Suspense fallback={<RecipeEditorSkeleton />}>
        <NewRecipe projectId={projectId} />
      </Suspense>
    </Page>
  );
}
