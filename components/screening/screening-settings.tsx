import { getFormatter, getTranslations } from "next-intl/server";
import { getCalibration } from "#lib/screening/calibration/calibration-queries.ts";
import { viewOf } from "#lib/screening/calibration/threshold-draft.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { Skeleton } from "../ui/feedback/skeleton.tsx";
import { ButtonLink } from "../ui/form/button.tsx";
import { Card } from "../ui/page.tsx";

/** From where on exemplars are flagged and how well that does, in four numbers. */
export async function ScreeningSettings({ projectId }: { projectId: string }) {
  const t = await getTranslations("calibration.summary");
  const format = await getFormatter();
  const user = await currentUser();
  const { thresholds, result } = await orNotFound(getCalibration({ userId: user.id, projectId }));
  const view = result && viewOf(result, thresholds, "combined");
  const threshold = (value: number) =>
    format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 3 });
  const percent = (share: number | undefined) =>
    share === undefined
      ? t("unknown")
      : format.number(share, { style: "percent", maximumFractionDigits: share < 0.1 ? 1 : 0 });
  const numbers = [
    ["leak", threshold(thresholds.leak)],
    ["duplicate", threshold(thresholds.duplicate)],
    ["alarms", percent(view?.alarms?.share)],
    ["recall", percent(view?.caught?.share)],
  ] as const;
  return (
    <Card
      title={t("title")}
      hint={t("hint")}
      actions={<ButtonLink href={`/projects/${projectId}/data/screening`}>{t("open")}</ButtonLink>}
    >
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        {numbers.map(([name, value]) => (
          <div key={name}>
            <dt className="text-sm text-muted">{t(name)}</dt>
            <dd className="font-medium tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

export function ScreeningSettingsSkeleton() {
  return <Skeleton className="h-32" />;
}
