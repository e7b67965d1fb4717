import { Plus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ProjectList, ProjectListSkeleton } from "#components/projects/project-list.tsx";
import { ButtonLink } from "#components/ui/form/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

export default async function HomePage() {
  const t = await getTranslations("projects");
  return (
    <main id="content" tabIndex={-1} className="min-w-0 flex-1 overflow-y-auto outline-none">
      <Page>
        <PageHeader
          title={t("title")}
          hint={t("list.hint")}
          actions={
            <ButtonLink href="/projects/new" variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("new.title")}
            </ButtonLink>
          }
        />
        <Suspense fallback={<ProjectListSkeleton />}>
          <ProjectList />
        </Suspense>
      </Page>
    </main>
  );
}
