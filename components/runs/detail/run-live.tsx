"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { runProgressOptions } from "#lib/runs/run-query-options.ts";
import { isActive } from "#lib/runs/run-state.ts";
import { phaseOf, type Run, type RunProgress, sumOf } from "#lib/runs/runs.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { RunButtons } from "../run-buttons.tsx";
import { RunPhaseBadge } from "../run-phase-badge.tsx";
import { LabelProgressTable } from "./label-progress-table.tsx";
import { RunEndNotice } from "./run-end-notice.tsx";
import { RunFailures } from "./run-failures.tsx";
import { RunTotals } from "./run-totals.tsx";

/** Everything of a run that changes while one looks at it. */
export function RunLive({ run, initial }: { run: Run; initial: RunProgress }) {
  const t = useTranslations("runs");
  const { projectId, id: runId, number } = run;
  const router = useRouter();
  const queryClient = useQueryClient();
  const options = runProgressOptions({ projectId, runId });
  const { data: progress, error } = useQuery({ ...options, initialData: initial });

  // The counts beside the project's path are the server's: taken anew when the run has ended.
  const isOver = !isActive(progress.state);
  const wasOver = useRef(isOver);
  useEffect(() => {
    if (isOver && !wasOver.current) router.refresh();
    wasOver.current = isOver;
  }, [isOver, router]);

  const counts = sumOf(progress.labels);
  const phase = phaseOf({ ...counts, state: progress.state, isPlanned: progress.isPlanned });
  const model = run.generator === "builtIn" ? t("generators.builtIn") : run.model;
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
              state={progress.state}
              hasExemplars={counts.produced > 0}
              onChanged={() => queryClient.invalidateQueries({ queryKey: options.queryKey })}
            />
          }
        />
      </div>
      {error && (
        <Notice kind="warning" title={t("run.staleTitle")}>
          {error.message}
        </Notice>
      )}
      <RunEndNotice progress={progress} />
      <RunTotals progress={progress} counts={counts} />
      <LabelProgressTable labels={progress.labels} total={counts} />
      <RunFailures failures={progress.failures} />
    </div>
  );
}
