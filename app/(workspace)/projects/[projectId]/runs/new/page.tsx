import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { NewRun, NewRunSkeleton } from "#components/runs/form/new-run.tsx";
import { Page } from "#components/ui/page.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function NewRunPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const { from, recipe } = await searchParams;
  const t = await getTranslations("runs.form");
  return (
    <Page>
      <PageHeader title={t("title")} hint={t("hint")} />
      <Suspense fallback={<NewRunSkeleton />}>
        <NewRun projectId={projectId} from={[from].flat()[0]} recipeVersionId={[recipe].flat()[0]} />
      </Suspense>
    </Page>
  );
}
