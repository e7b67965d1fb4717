import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { RealDataSkeleton, RealDataView } from "#components/real-data/real-data-view.tsx";
import { ScreeningSettings, ScreeningSettingsSkeleton } from "#components/screening/screening-settings.tsx";
import { SupportLeaks } from "#components/screening/support-leaks.tsx";
import { Page } from "#components/ui/page.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("realData"))("title") };
}

export default async function DataPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const t = await getTranslations("realData");
  return (
    <Page>
      <PageHeader title={t("title")} hint={t("hint")} />
      <div className="flex flex-col gap-4">
        <Suspense>
          <SupportLeaks projectId={projectId} />
        </Suspense>
        <Suspense fallback={<RealDataSkeleton />}>
          <RealDataView projectId={projectId} searchParams={searchParams} />
        </Suspense>
        <Suspense fallback={<ScreeningSettingsSkeleton />}>
          <ScreeningSettings projectId={projectId} />
        </Suspense>
      </div>
    </Page>
  );
}
