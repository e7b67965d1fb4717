"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { problemOfPlan, type Run, type RunFailure, type RunProgress } from "#lib/runs/runs.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { ButtonLink } from "../../ui/form/button.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { BudgetForm } from "./budget-form.tsx";

interface Props {
  run: Run;
  progress: RunProgress;
  isSpent: boolean;
  onChanged: () => void;
}

/** Why a run does nothing at the moment, in the words of whoever refused, and what to do. */
export function RunEndNotice({ run, progress, isSpent, onChanged }: Props) {
  const t = useTranslations("runs.run");
  const { state, failure, usage } = progress;
  if (failure && (state === "failed" || state === "paused")) {
    return <FailureNotice run={run} state={state} failure={failure} />;
  }
  if (state === "stoppedByBudget" || (isSpent && (state === "paused" || state === "cancelled"))) {
    return (
      <section className="flex flex-col gap-3">
        <Notice kind="warning" title={t("budgetTitle")}>
          <p className="text-muted">{t("budgetHint")}</p>
        </Notice>
        <BudgetForm run={run} usage={usage} onChanged={onChanged} />
      </section>
    );
  }
  if (state === "draft") return <Plain title={t("draftTitle")}>{t("draftHint")}</Plain>;
  if (state === "paused") return <Plain title={t("pausedTitle")}>{t("pausedHint")}</Plain>;
  if (state !== "cancelled") return null;
  return <Plain title={t("cancelledTitle")}>{t("cancelledHint")}</Plain>;
}

function Plain({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Notice kind="information" title={title}>
      {children}
    </Notice>
  );
}

function FailureNotice({
  run,
  state,
  failure,
}: {
  run: Run;
  state: "failed" | "paused";
  failure: RunFailure;
}) {
  const t = useTranslations("runs");
  const say = useTranslations();
  const problem = problemOfPlan(failure);
  const detail = problem && say.has(problem.key) ? say(problem.key, problem.values) : failure.detail;
  const remedy = remedyOf(run, failure);
  const reason = t(`failures.${failure.code}`);
  return (
    <Notice
      kind="error"
      title={
        state === "paused"
          ? t(failure.ofJudge ? "run.pausedByJudgeTitle" : "run.pausedByTitle", { reason })
          : t("run.stoppedTitle", { reason })
      }
      action={
        remedy && (
          <ButtonLink href={remedy.href as Route} size="small">
            {t(`run.remedies.${remedy.to}`)}
          </ButtonLink>
        )
      }
    >
      {detail && (
        <ScrollRegion
          label={t("run.theirWords")}
          className="max-h-60 overflow-auto font-mono text-sm break-words whitespace-pre-wrap"
        >
          {detail}
        </ScrollRegion>
      )}
      <p className="text-muted">{t(remedy ? `run.advice.${remedy.to}` : "run.stoppedHint")}</p>
    </Notice>
  );
}

/** Where what is wrong can be put right; null where it is in nobody's hands. */
function remedyOf(run: Run, { code }: RunFailure) {
  const project = `/projects/${run.projectId}`;
  if (code === "internal") return null;
  if (code === "planImpossible") {
    return { to: "recipe", href: `${project}/recipes/${run.recipeId}` } as const;
  }
  if (code === "screeningBlocked") return { to: "screening", href: `${project}/data/screening` } as const;
  return { to: "settings", href: "/settings" } as const;
}
