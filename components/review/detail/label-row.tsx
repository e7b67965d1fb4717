"use client";

import { ArrowRight, Check } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ExemplarRow, LabelSuggestion } from "#lib/exemplars/exemplars.ts";
import type { ExemplarDetail } from "#lib/review/review.ts";
import { Button } from "../../ui/form/button.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";
import { useReview } from "../review-context.tsx";
import { keysOf } from "../state/keys/commands.ts";
import { decide } from "../state/run-command.ts";
import { PanelSection } from "./panel-section.tsx";

/** What it was meant to be, what it is, and what it may be. */
export function LabelRow({ detail, row }: { detail: ExemplarDetail; row: ExemplarRow }) {
  const t = useTranslations("review.details");
  const words = useTranslations("suggestions");
  const { intendedLabel, suggestions } = detail;
  const isAsMeant = row.intendedLabelId === row.label.id;
  return (
    <PanelSection title={t("label")}>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="text-sm text-muted">{t("intendedShort")}</span>
        <LabelTag name={intendedLabel.name} colour={intendedLabel.colour} />
        {!isAsMeant && (
          <>
            <ArrowRight aria-hidden className="size-3.5 text-muted rtl:rotate-180" />
            <span className="text-sm text-muted">{t("currentShort")}</span>
            <LabelTag name={row.label.name} colour={row.label.colour} />
          </>
        )}
      </p>
      {suggestions.length === 0 && row.screened && <p className="mt-1 text-sm text-muted">{words("none")}</p>}
      <ul className="mt-2 flex flex-col items-start gap-1">
        {suggestions.map((suggestion, place) => (
          <Suggestion key={suggestion.source} suggestion={suggestion} row={row} isFirst={place === 0} />
        ))}
      </ul>
    </PanelSection>
  );
}

function Suggestion({
  suggestion: { source, labelId, score },
  row,
  isFirst,
}: {
  suggestion: LabelSuggestion;
  row: ExemplarRow;
  isFirst: boolean;
}) {
  const t = useTranslations("suggestions");
  const format = useFormatter();
  const context = useReview();
  const label = context.labels.find(({ id }) => id === labelId);
  if (!label) return null;
  const values = {
    source: t("source", { source }),
    score: format.number(score, { style: "percent", maximumFractionDigits: 0 }),
  };
  const [key] = isFirst ? keysOf(context.keymap, "suggestion") : [];
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm" title={t(`hint.${source}`)}>
      {labelId === row.label.id ? (
        <span className="inline-flex items-center gap-1.5 text-muted tabular-nums">
          <Check aria-hidden className="size-3.5" />
          {t("agrees", values)}
        </span>
      ) : (
        <>
          <Button
            size="small"
            {...(key ? { hint: key } : {})}
            onClick={() => {
              context.screen.focusRows();
              decide(context, { kind: "relabel", labelId }, row);
            }}
          >
            <span className="sr-only">{t("take", { label: label.name })}</span>
            <span aria-hidden className="min-w-0">
              <LabelTag name={label.name} colour={label.colour} />
            </span>
          </Button>
          <span className="text-muted tabular-nums">{t("line", values)}</span>
        </>
      )}
    </li>
  );
}
