"use client";

import { ArrowRight } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { classNames } from "../../ui/class-names.ts";
import { Kbd } from "../../ui/kbd.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";
import { useReview } from "../review-context.tsx";
import { keysOf } from "../state/keys/commands.ts";

/** A suggestion less likely to be right than wrong would only disturb in a row; the panel tells of it. */
const TOLD_FROM = 0.5;

/** The label it has, the one it was meant to have where that is another, and the one that is suggested instead. */
export function RowLabel({ row, isCurrent }: { row: ExemplarRow; isCurrent: boolean }) {
  const { suggestion } = row;
  const differs = suggestion !== null && suggestion.labelId !== row.label.id && suggestion.score >= TOLD_FROM;
  return (
    <div className="flex min-w-0 flex-col leading-[18px]">
      <div className={classNames("flex min-w-0 items-center gap-x-1", !differs && "flex-wrap")}>
        <Intended row={row} />
        <LabelTag name={row.label.name} colour={row.label.colour} />
      </div>
      {differs && <Suggestion row={row} withKey={isCurrent} />}
    </div>
  );
}

export function Intended({ row }: { row: ExemplarRow }) {
  const t = useTranslations("review.grid");
  const { labels } = useReview();
  if (row.intendedLabelId === row.label.id) return null;
  const name = labels.find(({ id }) => id === row.intendedLabelId)?.name ?? "?";
  return (
    <span
      className="flex max-w-full min-w-0 shrink-[2] items-center gap-1 text-muted"
      title={t("intended", { label: name })}
    >
      <span className="sr-only">{t("intended", { label: name })}</span>
      <span aria-hidden className="truncate">
        {name}
      </span>
      <ArrowRight aria-hidden className="size-3 shrink-0" />
    </span>
  );
}

/** Only where it is another than the row has: one key takes it. */
export function Suggestion({ row, withKey }: { row: ExemplarRow; withKey: boolean }) {
  const t = useTranslations("review.grid");
  const format = useFormatter();
  const { labels, keymap } = useReview();
  const { suggestion } = row;
  if (!suggestion || suggestion.labelId === row.label.id) return null;
  const label = labels.find(({ id }) => id === suggestion.labelId);
  if (!label) return null;
  const score = format.number(suggestion.score, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const [key] = withKey ? keysOf(keymap, "suggestion") : [];
  const title = t("suggestion", {
    label: label.name,
    score,
    source: t(`suggestionSource.${suggestion.source}`),
  });
  return (
    <span title={title} className="flex min-w-0 items-center gap-1 text-xs text-conflict tabular-nums">
      <span className="sr-only">{title}</span>
      <span aria-hidden className="flex min-w-0 items-center gap-1">
        <span>?</span>
        <span className="truncate">{label.name}</span>
        <span className="text-muted">{score.replace(/^0(?=\D)/, "")}</span>
        {key && <Kbd>{key}</Kbd>}
      </span>
    </span>
  );
}
