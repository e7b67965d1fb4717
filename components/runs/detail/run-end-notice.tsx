"use client";

import { useTranslations } from "next-intl";
import { problemOfPlan, type RunProgress } from "#lib/runs/runs.ts";
import { Notice } from "../../ui/feedback/notice.tsx";

/** Why a run that ended early ended, in the words of whoever refused, and what to do. */
export function RunEndNotice({ progress }: { progress: RunProgress }) {
  const t = useTranslations("runs");
  const say = useTranslations();
  const { state, failure } = progress;
  if (state === "cancelled") {
    return (
      <Notice kind="information" title={t("run.cancelledTitle")}>
        {t("run.cancelledHint")}
      </Notice>
    );
  }
  if (state !== "failed" || !failure) return null;
  const problem = problemOfPlan(failure);
  const detail = problem && say.has(problem.key) ? say(problem.key, problem.values) : failure.detail;
  return (
    <Notice kind="error" title={t("run.stoppedTitle", { reason: t(`failures.${failure.code}`) })}>
      {detail && <p className="font-mono text-sm break-words">{detail}</p>}
      <p className="text-muted">{t("run.stoppedHint")}</p>
    </Notice>
  );
}
