"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { ExemplarDetail } from "#lib/review/review.ts";
import { FINDING_LOOKS } from "../../grid/warning-badges.tsx";
import { DiffText } from "../diff-text.tsx";
import { JudgeSection } from "../judge-section.tsx";
import { LabelRow } from "../label-row.tsx";
import { MarkedText } from "../marked-text.tsx";
import { PanelSection } from "../panel-section.tsx";
import { FindingCard } from "./finding-card.tsx";

/** The text with one finding's words marked, its labels, and the findings to choose from. */
export function FindingList({ detail, row }: { detail: ExemplarDetail; row: ExemplarRow }) {
  const t = useTranslations("review");
  const format = useFormatter();
  const { findings, text, originalText, nearestTest } = detail;
  const [chosen, setChosen] = useState<string | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const marking =
    findings.find(({ id }) => id === (hovered ?? chosen)) ?? findings.find(({ spans }) => spans.length > 0);
  const score = (value: number) =>
    format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <>
      <div className="flex flex-col gap-2 px-4 py-3">
        <MarkedText
          text={text}
          spans={marking?.spans ?? []}
          tone={marking ? FINDING_LOOKS[marking.kind].tone : "neutral"}
        />
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          <span>{t("details.characters", { count: [...text].length })}</span>
          {marking && marking.spans.length > 0 && (
            <span>{t("details.markedBy", { kind: t(`finding.${marking.kind}`).toLowerCase() })}</span>
          )}
        </p>
        {originalText !== text && (
          <div className="rounded-md bg-raised px-3 py-2">
            <p className="text-sm text-muted">{t("details.changed")}</p>
            <DiffText before={originalText} after={text} />
          </div>
        )}
      </div>
      <LabelRow detail={detail} row={row} />
      <JudgeSection assessment={detail.assessment} />
      <PanelSection title={t("details.findings")}>
        {!detail.row.screened && <p className="text-muted">{t("details.notScreened")}</p>}
        {detail.row.screened && findings.length === 0 && <p className="text-muted">{t("details.clean")}</p>}
        <ul className="flex flex-col gap-2">
          {findings.map((finding) => (
            <FindingCard
              key={finding.id}
              finding={finding}
              row={row}
              isMarked={finding.id === marking?.id && finding.spans.length > 0}
              onHover={(isOver) => setHovered(isOver ? finding.id : null)}
              onChoose={() => setChosen(finding.id)}
            />
          ))}
        </ul>
        {nearestTest && (
          <p className="mt-2 text-sm text-muted">
            {t("details.nearestTest", {
              label: nearestTest.label.name,
              probability: score(nearestTest.scores.probability),
              cosine: score(nearestTest.scores.scores.cosine),
            })}
          </p>
        )}
      </PanelSection>
    </>
  );
}
