import { ShieldCheck } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { isUnderWay } from "#lib/screening/calibration/calibration.ts";
import { getCalibration, getCalibrationState } from "#lib/screening/calibration/calibration-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { EmptyState } from "../../ui/feedback/empty-state.tsx";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { ButtonLink } from "../../ui/form/button.tsx";
import { NumberMasking } from "../number-masking.tsx";
import { CalibrationLive } from "./calibration-live.tsx";
import { LabelClosenessTable } from "./label-closeness.tsx";
import { ThresholdPanel, UnmeasuredThresholds } from "./threshold-panel.tsx";

/** How screening errs on the project's own data, and its thresholds. */
export async function CalibrationView({ projectId }: { projectId: string }) {
  const t = await getTranslations("calibration.empty");
  const user = await currentUser();
  const asked = { userId: user.id, projectId };
  const state = await orNotFound(getCalibrationState(asked));
  const { thresholds, falseAlarmRate, maskNumbers, labels, result, counts } = await getCalibration(asked);
  const live = (
    <CalibrationLive
      projectId={projectId}
      initial={state}
      natural={result?.natural.labels.length ?? 0}
      testRows={result?.testRows ?? 0}
    />
  );
  const saved = { thresholds, rate: falseAlarmRate };
  // Thresholds that were saved or followed the data are where trying starts anew.
  const key = JSON.stringify([saved, state.measuredAt]);
  const masking = <NumberMasking key={`${maskNumbers}`} projectId={projectId} saved={maskNumbers} />;
  if (!result || state.testRows === 0) {
    return (
      <>
        {live}
        {state.testRows === 0 && (
          <EmptyState icon={<ShieldCheck className="size-8" />} title={t("title")} hint={t("hint")}>
            <ButtonLink variant="primary" href={`/projects/${projectId}/data`}>
              {t("import")}
            </ButtonLink>
          </EmptyState>
        )}
        {state.testRows > 0 && isUnderWay(state) && <ResultSkeleton />}
        <UnmeasuredThresholds key={key} projectId={projectId} saved={saved} counts={counts}>
          {masking}
        </UnmeasuredThresholds>
      </>
    );
  }
  return (
    <>
      {live}
      <ThresholdPanel key={key} projectId={projectId} saved={saved} result={result} counts={counts}>
        {masking}
      </ThresholdPanel>
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
  return <Skeleton className="h-[34rem]" />;
}
