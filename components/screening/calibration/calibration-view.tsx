import { ShieldCheck } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { getCalibration, getCalibrationState } from "#lib/screening/calibration/calibration-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { EmptyState } from "../../ui/feedback/empty-state.tsx";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { ButtonLink } from "../../ui/form/button.tsx";
import { CalibrationLive } from "./calibration-live.tsx";
import { LabelClosenessTable } from "./label-closeness.tsx";
import { ThresholdPanel } from "./threshold-panel.tsx";

/** How screening errs on the project's own data, and its thresholds. */
export async function CalibrationView({ projectId }: { projectId: string }) {
  const t = await getTranslations("calibration.empty");
  const user = await currentUser();
  const asked = { userId: user.id, projectId };
  const state = await orNotFound(getCalibrationState(asked));
  const { thresholds, falseAlarmRate, labels, result, counts } = await getCalibration(asked);
  const live = (
    <CalibrationLive
      projectId={projectId}
      initial={state}
      natural={result?.natural.labels.length ?? 0}
      testRows={result?.testRows ?? 0}
    />
  );
  if (state.testRows === 0) {
    return (
      <>
        {live}
        <EmptyState icon={<ShieldCheck className="size-8" />} title={t("title")} hint={t("hint")}>
          <ButtonLink variant="primary" href={`/projects/${projectId}/data`}>
            {t("import")}
          </ButtonLink>
        </EmptyState>
      </>
    );
  }
  if (!result) {
    return (
      <>
        {live}
        <ResultSkeleton />
      </>
    );
  }
  const saved = { thresholds, rate: falseAlarmRate };
  return (
    <>
      {live}
      <ThresholdPanel
        // Thresholds that were saved or followed the data are where trying starts anew.
        key={JSON.stringify([saved, state.measuredAt])}
        projectId={projectId}
        saved={saved}
        result={result}
        counts={counts}
      />
      <LabelClosenessTable result={result} labels={labels} />
    </>
  );
}

export function CalibrationSkeleton() {
  return (
    <>
      <Skeleton className="h-20" />
      <Skeleton className="h-12" />
      <ResultSkeleton />
    </>
  );
}

function ResultSkeleton() {
  return (
    <>
      <Skeleton className="h-[34rem]" />
      <Skeleton className="h-96" />
    </>
  );
}
