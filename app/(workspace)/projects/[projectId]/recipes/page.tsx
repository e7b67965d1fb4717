import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { RecipeList, RecipeListSkeleton } from "#components/recipes/list/recipe-list.tsx";
import { ButtonLink } from "#components/ui/form/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("recipes"))("title") };
}

export default async function RecipesPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { projectId } = await params;
  const t = await getTranslations("recipes");
  return (
    <Page>
      <PageHeader
        title={t("title")}
        hint={t("hint")}
        actions={
          <ButtonLink
            href={`/projects/${projectId}/recipes/new`}
            variant="primary"
            icon={<Plus aria-hidden className="size-4" />}
          >
            {t("list.new")}
          </ButtonLink>
        }
      />
      <Suspense fallback={<RecipeListSkeleton />}>
        <RecipeList projectId={projectId} />
      </Suspense>
    </Page>
  );
}
