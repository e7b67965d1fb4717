"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect } from "react";
import { askAgainAction } from "#lib/screening/judge/judge-actions.ts";
import { judgeStateOptions } from "#lib/screening/judge/judge-query-options.ts";
import type { JudgeState } from "#lib/screening/judge/judging.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Progress } from "../../ui/feedback/progress.tsx";
import { Button } from "../../ui/form/button.tsx";
import { useAction } from "../../ui/use-action.ts";

const VERDICTS = ["different", "rewriting", "unknown", "waiting"] as const;

/** What the judge has said, while it is asked and where it cannot be. */
export function JudgeStatus({ projectId, initial }: { projectId: string; initial: JudgeState }) {
  const t = useTranslations("judge");
  const format = useFormatter();
  const problems = useTranslations("embedders.problems");
  const queryClient = useQueryClient();
  const { data: state, error } = useQuery({ ...judgeStateOptions(projectId), initialData: initial });
  // Where the server has rendered anew, after a choice, its state is the newer one.
  useEffect(() => {
    queryClient.setQueryData(judgeStateOptions(projectId).queryKey, initial);
  }, [queryClient, projectId, initial]);
  const { counts, problem, consent } = state;
  const total = VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0);
  return (
    <div className="flex flex-col gap-2">
      {total === 0 ? (
        <p className="text-muted">{t("counts.nothing")}</p>
      ) : (
        <>
          <dl aria-label={t("counts.title")} className="flex flex-wrap gap-x-6 gap-y-1">
            {VERDICTS.map((verdict) => (
              <div key={verdict} className="flex items-baseline gap-1.5">
                <dt className="text-sm text-muted">{t(`counts.${verdict}`)}</dt>
                <dd className="font-medium tabular-nums">{format.number(counts[verdict])}</dd>
              </div>
            ))}
          </dl>
          {counts.waiting > 0 && !problem && (
            <div className="max-w-xl">
              <Progress
                label={t("counts.progressLabel")}
                total={total}
                parts={[{ value: total - counts.waiting, tone: "accent" }]}
              />
            </div>
          )}
        </>
      )}
      {counts.unknown > 0 && <UnknownReasons projectId={projectId} reasons={state.reasons} />}
      {consent && (
        <p className="text-sm text-muted">
          {t("consented", { name: consent.userName, at: new Date(consent.at) })}
        </p>
      )}
      {problem && (
        <Notice kind="error" title={problems(problem.code, problem.values as never)}>
          <p className="text-muted">{t("stopped")}</p>
        </Notice>
      )}
      {error && (
        <Notice kind="warning" title={t("stale")}>
          {error.message}
        </Notice>
      )}
    </div>
  );
}

function UnknownReasons({ projectId, reasons }: { projectId: string; reasons: JudgeState["reasons"] }) {
  const t = useTranslations("judge");
  const queryClient = useQueryClient();
  const { run, pending, error } = useAction(askAgainAction);
  const ask = () =>
    run({ projectId }, () => {
      void queryClient.invalidateQueries({ queryKey: judgeStateOptions(projectId).queryKey });
    });
  return (
    <Notice
      kind="warning"
      title={t("counts.unknown")}
      action={
        <Button size="small" disabled={pending} onClick={ask}>
          {t("askAgain")}
        </Button>
      }
    >
      <ul className="text-sm tabular-nums">
        {reasons.map(({ reason, count }) => (
          <li key={reason}>{t(`reasons.${reason}`, { count })}</li>
        ))}
      </ul>
      {error && <p>{error.message}</p>}
    </Notice>
  );
}
