import { getTranslations } from "next-intl/server";
import { getScreeningState } from "#lib/screening/screening-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { Skeleton } from "../ui/feedback/skeleton.tsx";
import { Card } from "../ui/page.tsx";
import { ThresholdForm } from "./threshold-form.tsx";

/** The thresholds of a project, with what another one would find. */
export async function ScreeningSettings({ projectId }: { projectId: string }) {
  const t = await getTranslations("screening.settings");
  const user = await currentUser();
  const state = await orNotFound(getScreeningState({ userId: user.id, projectId }));
  return (
    <Card title={t("title")} hint={t("hint")}>
      <ThresholdForm projectId={projectId} state={state} />
    </Card>
  );
}

export function ScreeningSettingsSkeleton() {
  return <Skeleton className="h-72" />;
}
