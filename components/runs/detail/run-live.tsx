"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ListTree } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { RunOutcome } from "#lib/runs/items/run-items.ts";
import { runProgressOptions } from "#lib/runs/run-query-options.ts";
import { spentLimits } from "#lib/runs/run-standing.ts";
import { isActive } from "#lib/runs/run-state.ts";
import { phaseOf, type Run, type RunProgress, sumOf } from "#lib/runs/runs.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { ButtonLink } from "../../ui/form/button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { RunButtons } from "../run-buttons.tsx";
import { RunPhaseBadge } from "../run-phase-badge.tsx";
import { useDiscardedDraft } from "../use-discarded-draft.ts";
import { JudgePanel } from "./judge-panel.tsx";
import { LabelProgressTable } from "./label-progress-table.tsx";
import { RunChart } from "./run-chart.tsx";
import { RunEndNotice } from "./run-end-notice.tsx";
import { RunFailures } from "./run-failures.tsx";
import { RunSummaryCard } from "./run-summary-card.tsx";
import { RunTotals } from "./run-totals.tsx";
import { StateAnnouncer } from "./state-announcer.tsx";

interface Props {
  run: Run;
  initial: RunProgress;
  /** Null while the run goes on. */
  outcome: RunOutcome | null;
}

/** Everything of a run that changes while one looks at it. */
export function RunLive({ run, initial, outcome }: Props) {
  const t = useTranslations("runs");
  const { projectId, id: runId, number } = run;
  const router = useRouter();
  const queryClient = useQueryClient();
  const options = runProgressOptions({ projectId, runId });
  const { data: progress, error } = useQuery({ ...options, initialData: initial });
  const { state } = progress;

  // The counts beside the project's path and what came of the run are the server's: taken anew when it has ended.
  const isOver = !isActive(state);
  const wasOver = useRef(isOver);
  useEffect(() => {
    if (isOver && !wasOver.current) router.refresh();
    wasOver.current = isOver;
  }, [isOver, router]);

  const counts = sumOf(progress.labels);
  const { isPlanned, judging } = progress;
  const phase = phaseOf({ ...counts, state, isPlanned, judging });
  const model = run.generator === "builtIn" ? t("generators.builtIn") : run.model;
  const isSpent = spentLimits(run.budget, progress.usage).length > 0;
  const onChanged = () => queryClient.invalidateQueries({ queryKey: ["runs", projectId, runId] });
  const buttons = useRef<HTMLFieldSetElement>(null);
  const onAskedBelow = () => {
    buttons.current?.focus();
    onChanged();
  };
  const onDiscarded = useDiscardedDraft(run);
  const hasStarted = progress.startedAt !== null;
  return (
    <div className="flex flex-col gap-4">
      <div className="-mb-4">
        <PageHeader
          title={
            <span className="flex items-center gap-3">
              {t("run.title", { number })}
              <RunPhaseBadge phase={phase} />
            </span>
          }
          hint={t("run.subtitle", {
            recipe: run.recipeName,
            version: run.recipeVersion,
            model,
            seed: String(run.seed),
          })}
          actions={
            <RunButtons
              run={run}
              state={state}
              hasExemplars={counts.produced > 0}
              isSpent={isSpent}
              group={buttons}
              onChanged={onChanged}
              onDiscarded={onDiscarded}
            />
          }
        />
      </div>
      <StateAnnouncer number={number} state={phase === "judging" ? phase : state} />
      {error && (
        <Notice kind="warning" title={t("run.staleTitle")}>
          {error.message}
        </Notice>
      )}
      <RunEndNotice run={run} progress={progress} isSpent={isSpent} onChanged={onAskedBelow} />
      {isOver && hasStarted && outcome && state !== "paused" && (
        <RunSummaryCard run={run} progress={progress} counts={counts} outcome={outcome} />
      )}
      <RunTotals run={run} progress={progress} counts={counts} />
      <RunChart
        projectId={projectId}
        runId={runId}
        state={state}
        finished={counts.produced + counts.failed}
      />
      <LabelProgressTable state={state} goal={run.goal} labels={progress.labels} total={counts} />
      {run.judge && judging && hasStarted && (
        <JudgePanel
          run={run}
          judge={run.judge}
          judging={judging}
          state={state}
          isSpent={isSpent}
          onChanged={onAskedBelow}
        />
      )}
      <RunFailures
        run={run}
        state={state}
        failures={progress.failures}
        isSpent={isSpent}
        onChanged={onAskedBelow}
      />
      {isPlanned && (
        <p>
          <ButtonLink
            href={`/projects/${projectId}/runs/${runId}/items` as Route}
            icon={<ListTree aria-hidden className="size-4" />}
          >
            {t("run.items")}
          </ButtonLink>
        </p>
      )}
    </div>
  );
}
