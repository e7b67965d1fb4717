import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ExportsSkeleton, ExportsView } from "#components/exports/exports-view.tsx";
import { Page } from "#components/ui/page.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("exports"))("title") };
}

export default async function ExportsPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { projectId } = await params;
  const t = await getTranslations("exports");
  return (
    <Page>
      <PageHeader title={t("title")} hint={t("hint")} />
      <Suspense fallback={<ExportsSkeleton />}>
        <ExportsView projectId={projectId} />
      </Suspense>
    </Page>
  );
}
