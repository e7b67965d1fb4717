import { Plus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { RunList, RunListSkeleton } from "#components/runs/run-list.tsx";
import { ButtonLink } from "#components/ui/form/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

export default async function RunsPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { projectId } = await params;
  const t = await getTranslations("runs");
  return (
    <Page>
      <PageHeader
        title={t("title")}
        hint={t("hint")}
        actions={
          <ButtonLink
            href={`/projects/${projectId}/runs/new`}
            variant="primary"
            icon={<Plus aria-hidden className="size-4" />}
          >
            {t("list.new")}
          </ButtonLink>
        }
      />
      <Suspense fallback={<RunListSkeleton />}>
        <RunList projectId={projectId} />
      </Suspense>
    </Page>
  );
}
