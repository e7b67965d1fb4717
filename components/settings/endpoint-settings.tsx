import { getTranslations } from "next-intl/server";
import { currentUser } from "#lib/server/access.ts";
import { isEnvironmentIncomplete, listEndpoints } from "#lib/settings/endpoint-queries.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { Skeleton } from "../ui/feedback/skeleton.tsx";
import { Card } from "../ui/page.tsx";
import { EndpointList } from "./endpoint-list.tsx";

export async function EndpointSettings() {
  const t = await getTranslations("settings.endpoints");
  const user = await currentUser();
  const endpoints = await listEndpoints(user.id);
  return (
    <Card title={t("title")} hint={t("hint")}>
      <div className="flex flex-col gap-3">
        {isEnvironmentIncomplete() && <Notice kind="warning">{t("environmentBroken")}</Notice>}
        <EndpointList endpoints={endpoints} />
      </div>
    </Card>
  );
}

export function EndpointSettingsSkeleton() {
  return <Skeleton className="h-56" />;
}
