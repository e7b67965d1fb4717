import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { EndpointSettings, EndpointSettingsSkeleton } from "#components/settings/endpoint-settings.tsx";
import { Page } from "#components/ui/page.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

export default async function SettingsPage() {
  const t = await getTranslations("settings");
  return (
    <main id="content" tabIndex={-1} className="min-w-0 flex-1 overflow-y-auto outline-none">
      <Page>
        <PageHeader title={t("title")} hint={t("hint")} />
        <Suspense fallback={<EndpointSettingsSkeleton />}>
          <EndpointSettings />
        </Suspense>
      </Page>
    </main>
  );
}
