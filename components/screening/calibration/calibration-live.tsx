"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { CalibrationState } from "#lib/screening/calibration/calibration.ts";
import { requestCalibrationAction } from "#lib/screening/calibration/calibration-actions.ts";
import { calibrationStateOptions } from "#lib/screening/calibration/calibration-query-options.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Progress } from "../../ui/feedback/progress.tsx";
import { Button } from "../../ui/form/button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useAction } from "../../ui/use-action.ts";

interface Props {
  projectId: string;
  initial: CalibrationState;
  /** Innocent rows that were measured. */
  natural: number;
  /** Test rows at the time. */
  testRows: number;
}

/** The head of the screen: how far screening and its measurement are, kept up to date. */
export function CalibrationLive({ projectId, initial, natural, testRows }: Props) {
  const t = useTranslations("calibration");
  const router = useRouter();
  const queryClient = useQueryClient();
  const options = calibrationStateOptions(projectId);
  const { data: state, error: offline } = useQuery({ ...options, initialData: initial });
  const { run, pending, error } = useAction(requestCalibrationAction);
  // Where the server has rendered anew, after a choice further down, its state is the newer one.
  useEffect(() => {
    queryClient.setQueryData(calibrationStateOptions(projectId).queryKey, initial);
  }, [queryClient, projectId, initial]);

  // The results are the server's: taken anew when a measurement has ended, or all is screened.
  const shownFor = `${state.measuredAt} ${state.screened >= state.exemplars}`;
  const seen = useRef(shownFor);
  useEffect(() => {
    if (seen.current !== shownFor) router.refresh();
    seen.current = shownFor;
  }, [shownFor, router]);

  const isRunning = state.stage === "running";
  const measure = () =>
    run({ projectId }, () => queryClient.invalidateQueries({ queryKey: options.queryKey }));
  return (
    <div className="flex flex-col gap-4">
      <div className="-mb-4">
        <Link
          href={`/projects/${projectId}/data`}
          className="mb-1 inline-flex items-center gap-1 text-sm text-muted hover:text-text"
        >
          <ArrowLeft aria-hidden className="size-3.5" />
          {t("back")}
        </Link>
        <PageHeader
          title={t("title")}
          hint={t("hint")}
          actions={
            state.testRows > 0 && (
              <Button disabled={pending || isRunning} onClick={measure}>
                {state.measuredAt ? t("state.again") : t("state.start")}
              </Button>
            )
          }
        />
      </div>
      {state.testRows > 0 && <Status state={state} natural={natural} testRows={testRows} />}
      {offline && (
        <Notice kind="warning" title={t("state.offline")}>
          {offline.message}
        </Notice>
      )}
      {error && <Notice kind="error" title={error.message} />}
      {state.stage === "failed" && (
        <Notice
          kind="error"
          title={t("state.failedTitle")}
          action={
            <Button size="small" disabled={pending} onClick={measure}>
              {t("state.again")}
            </Button>
          }
        >
          {t(state.failure === "embedder" ? "state.failedEmbedder" : "state.failedInternal")}
        </Notice>
      )}
    </div>
  );
}

function Status({
  state,
  natural,
  testRows,
}: {
  state: CalibrationState;
  natural: number;
  testRows: number;
}) {
  const t = useTranslations("calibration.state");
  const format = useFormatter();
  const { exemplars, screened, stage, progress, measuredAt, isStale } = state;
  const when =
    measuredAt && format.dateTime(new Date(measuredAt), { dateStyle: "medium", timeStyle: "short" });
  const isRunning = stage === "running";
  return (
    <div className="grid gap-x-8 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3 sm:grid-cols-2">
      <div className="flex flex-col gap-2">
        <p className="text-sm tabular-nums">
          {exemplars > 0 ? t("screened", { screened, exemplars }) : t("noExemplars")}
        </p>
        {screened < exemplars && (
          <Progress
            label={t("screened", { screened, exemplars })}
            total={exemplars}
            parts={[{ value: screened, tone: "accent" }]}
          />
        )}
      </div>
      <div className="flex flex-col gap-2">
        <p role="status" className="text-sm tabular-nums">
          {isRunning
            ? t("measuring")
            : when
              ? t(isStale ? "stale" : "measured", { when, natural, test: testRows })
              : screened < exemplars
                ? t("waiting")
                : t("never")}
        </p>
        {isRunning && (
          <Progress label={t("measuring")} total={1} parts={[{ value: progress, tone: "accent" }]} />
        )}
      </div>
    </div>
  );
}
