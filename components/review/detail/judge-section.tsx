"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { AssessmentDetail, SaidLabel } from "#lib/review/review.ts";
import { LabelTag } from "../../ui/label-tag.tsx";
import { JudgeScore } from "../grid/row-scores.tsx";
import { PanelSection } from "./panel-section.tsx";

/** What the judge of its run says, below what it was meant to be and what it is; nothing where the run has no judge. */
export function JudgeSection({ assessment }: { assessment: AssessmentDetail | null }) {
  const t = useTranslations("review.details.judge");
  if (!assessment) return null;
  return (
    <PanelSection title={t("title")}>
      <Said assessment={assessment} />
    </PanelSection>
  );
}

function Said({ assessment }: { assessment: AssessmentDetail }) {
  const t = useTranslations("review.details.judge");
  const problems = useTranslations("runJudge.problems");
  const format = useFormatter();
  switch (assessment.kind) {
    case "notAsked":
      return <p className="text-sm text-muted">{t("notAsked")}</p>;
    case "notJudged":
      return (
        <p className="text-sm text-muted [overflow-wrap:anywhere]">
          {t("notJudged", { problem: problems(assessment.problem), model: assessment.model })}
        </p>
      );
    case "judged": {
      const { score, said, confidence, reason, model } = assessment;
      const sure = format.number(confidence, { style: "percent", maximumFractionDigits: 0 });
      return (
        <>
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <JudgeScore score={score} isWhole />
            <SaidTag said={said} />
          </p>
          <p className="mt-1 text-sm text-muted tabular-nums">{t("sure", { sure })}</p>
          {reason && (
            <p
              dir="auto"
              className="mt-1 max-h-40 overflow-y-auto whitespace-pre-wrap [overflow-wrap:anywhere]"
            >
              {reason}
            </p>
          )}
          <p className="mt-1 text-sm text-muted [overflow-wrap:anywhere]">{t("by", { model })}</p>
        </>
      );
    }
  }
}

/** That a judge says a label, and which. */
export function SaidTag({ said }: { said: SaidLabel }) {
  const t = useTranslations("review.details");
  const label = said.against === "label" ? said.label : null;
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-2">
      <span className="text-sm text-muted">{t("judge.says")}</span>
      {label ? (
        <LabelTag name={label.name} colour={label.colour} />
      ) : (
        <span className="italic">{said.against === "gone" ? t("deletedLabel") : t("judge.noneFits")}</span>
      )}
    </span>
  );
}
